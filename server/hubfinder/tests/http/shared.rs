//! What others are told of a page: search engines, and chats in which somebody shares its address.

use crate::{
    document::{all, document, first},
    served::{COUNTY, client},
    start::own_server,
};
use scraper::Html;
use serde_json::Value;

const SITE: &str = "https://help.example.org";
/// All that stands in a head for others, but for title and description.
const TOLD: &str = "head > meta[property^='og:'], head > meta[name='twitter:card'], head > link[rel='canonical'], \
                    script[type='application/ld+json']";

#[tokio::test]
async fn nobody_is_told_of_a_search_a_shortlist_or_what_is_sensitive() {
    let need = COUNTY.terms.needs.iter().find(|need| need.sensitive).unwrap();
    let service = COUNTY.listed.services.iter().find(|service| service.needs.contains(&need.slug)).unwrap();
    let sensitive = [format!("/needs/{}", need.slug), format!("/services/{}", service.id)];
    let others =
        ["/search?q=debt", "/search", "/shortlist", "/shortlist?ids=childline", "/feedback/services/childline"];
    for path in others.map(str::to_owned).iter().chain(&sensitive) {
        assert!(all(&document(path).await, TOLD).is_empty(), "{path}");
    }
    for path in &sensitive {
        let page = document(path).await;
        let description = first(&page, "meta[name='description']").attr("content").unwrap();
        assert_eq!(description, "Somebody who can help.", "{path}");
    }
}

#[tokio::test]
async fn a_page_names_its_own_address_and_a_picture_where_the_sites_address_is_given() {
    let running = own_server(|settings| settings.public_url = Some(SITE.to_owned())).await.unwrap();
    for path in ["/", "/hubs", "/districts/redditch", "/needs/sleep", "/services/wands-family-hub", "/urgent"] {
        let at = format!("http://{}{path}?age=3", running.address());
        let page = Html::parse_document(&client().get(at).send().await.unwrap().text().await.unwrap());
        let whole = format!("{SITE}{path}");
        assert_eq!(first(&page, "link[rel='canonical']").attr("href"), Some(whole.as_str()));
        assert_eq!(first(&page, "meta[property='og:url']").attr("content"), Some(whole.as_str()));
        let picture = first(&page, "meta[property='og:image']").attr("content").unwrap();
        let (_, picture) = picture.split_once(SITE).unwrap();
        let picture = client().get(format!("http://{}{picture}", running.address())).send().await.unwrap();
        assert_eq!(picture.text().await.unwrap(), "picture", "{path}");
    }
    running.stop().await.unwrap();
}

#[tokio::test]
async fn an_address_that_nobody_gave_is_not_guessed() {
    let page = document("/hubs").await;
    assert!(all(&page, "link[rel='canonical'], meta[property='og:url'], meta[property='og:image']").is_empty());
    assert_eq!(first(&page, "meta[name='twitter:card']").attr("content"), Some("summary"));
}

#[tokio::test]
async fn linked_data_can_be_read_and_says_of_whom_it_is() {
    for (path, sort) in [("/services/education-engagement-team", "Service")] {
        let page = document(path).await;
        let script = first(&page, "script[type='application/ld+json']").text().collect::<String>();
        let said: Value = serde_json::from_str(&script).unwrap();
        assert_eq!((&said["@context"], &said["@type"]), (&"https://schema.org".into(), &sort.into()), "{path}");
        assert_eq!(said["url"], Value::Null, "{path}: the site's address is not known here");
    }
}
