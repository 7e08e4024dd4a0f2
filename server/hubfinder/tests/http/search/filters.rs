//! Filters, ages and radius: what they let through, what they hide and how that is said.

use super::*;

#[tokio::test]
async fn nothing_that_ends_before_an_age_is_shown_for_it() {
    for query in ["age=14", "age=14&near=WR5+1DE", "age=14&kind=youth", "q=my+14+year+old+is+bored&near=B98+8AH"] {
        let results = everything(query).await;
        assert!(results.len() > 5, "{query}");
        for result in &results {
            let (low, high) = ages(result);
            assert!(low.is_none_or(|low| low <= 14) && high.is_none_or(|high| high >= 14), "{query}: {result}");
        }
    }
    assert!(everything("age=14").await.len() < everything("").await.len());
}

#[tokio::test]
async fn ages_that_are_not_stated_stand_after_those_that_fit_and_the_page_says_so_once() {
    let results = everything("kind=youth&age=14").await;
    let silent: Vec<bool> = results.iter().map(|result| ages(result) == (None, None)).collect();
    let first = silent.iter().position(|silent| *silent).unwrap();
    assert!(first > 5 && silent[first..].iter().all(|silent| *silent), "{silent:?}");
    let name = results[first]["name"].as_str().unwrap();
    let html = page("kind=youth&age=14&per_page=50").await;
    let card = cards(&html).find(|card| card.contains(name)).unwrap();
    assert!(!card.contains(">Ages"), "what is not known is not said on a card: {card}");
    assert!(html.contains("Where a card does not say ages"), "but once on the page");
}

#[tokio::test]
async fn each_filter_lets_through_only_what_says_so() {
    type Fits = fn(&Value) -> bool;
    let filters: [(&str, Fits); 12] = [
        ("need=debt", |r| r["needs"].as_array().unwrap().iter().any(|need| need == "debt")),
        ("kind=youth", |r| r["kind"] == "youth"),
        ("kind=youth&kind=library", |r| r["kind"] == "youth" || r["kind"] == "library"),
        ("cost=free", |r| record(r["id"].as_str().unwrap()).is_free() == Some(true)),
        ("refer=self", |r| r["referral"]["self"] == true || r["referral"]["self_from_age"].is_u64()),
        ("refer=parent", |r| r["referral"]["parent"] == true),
        ("refer=professional", |r| r["referral"]["professional"] == true),
        ("level=2", |r| r["levels"].as_array().unwrap().contains(&2.into())),
        ("online=yes", |r| record(r["id"].as_str().unwrap()).online),
        ("near=WR1+3PP&within=2&group=near", |r| r["distance_miles"].as_f64().is_none_or(|miles| miles <= 2.0)),
        ("age=pregnancy", |r| ages(r).0.is_none_or(|low| low <= 25)),
        ("district=redditch", |r| {
            record(r["id"].as_str().unwrap()).area.serves("redditch") || r["district"] == "redditch"
        }),
    ];
    let all = everything("").await.len();
    for (query, fits) in filters {
        let results = everything(query).await;
        assert!(!results.is_empty() && results.len() < all, "{query}: {} of {all}", results.len());
        let stranger = results.iter().find(|result| !fits(result));
        assert!(stranger.is_none(), "{query}: {stranger:?}");
    }
    for query in ["send=yes", "open=now", "day=sat", "day=mon&from=09:00&to=12:00"] {
        let found = everything(query).await.len();
        assert!(found > 0 && found < all, "{query}: {found}");
    }
    let everyone = everything("kind=domestic-abuse").await;
    assert!(
        everyone
            .iter()
            .all(|result| record(result["id"].as_str().unwrap()).for_whom != directory::ForWhom::WorriedAboutSelf)
    );
    assert!(matches!(record("national-debtline").area, ServiceArea::Nation));
    assert_eq!(record("wands-family-hub").ages, AgeRange::default());
}

#[tokio::test]
async fn what_a_filter_hides_is_counted_and_offered() {
    let asked = "near=WR9+9EQ&kind=family-hub&cost=free&refer=self";
    assert_eq!(api(asked).await["total"], 0);
    let html = page(asked).await;
    assert!(html.contains("Talk to somebody") && html.contains("tel:01905520032"));
    let hides = html.split_once("There is more").unwrap().1.split_once("</ul>").unwrap().0;
    for item in hides.split("<li>").skip(1) {
        let to = item.split('"').nth(1).unwrap();
        let more: u64 = item.split("</a>: ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let without = api(to.strip_prefix("/search?").unwrap()).await;
        assert_eq!(without["total"], more, "{item}");
    }
    assert!(hides.contains("Search without “Free”") && hides.contains("do not say)"), "{hides}");
}

#[tokio::test]
async fn a_radius_with_nothing_in_it_widens_and_says_so() {
    let answer = api("near=WR9+9EQ&within=1&need=debt").await;
    let wide = answer["widened_to_miles"].as_u64().unwrap();
    assert!(wide > 1);
    let near = everything("near=WR9+9EQ&within=1&need=debt&group=near").await;
    assert!(!near.is_empty());
    assert!(near.iter().all(|result| result["distance_miles"].as_f64().is_none_or(|miles| miles <= wide as f64)));
    let html = page("near=WR9+9EQ&within=1&need=debt").await;
    assert!(html.contains(&format!("Nothing was within 1 mile, so we looked within {wide} miles.")), "{html}");
    assert_eq!(api("near=WR9+9EQ&within=1").await["widened_to_miles"], Value::Null);
}

#[tokio::test]
async fn the_pages_of_both_groups_show_every_result_once() {
    for query in
        ["near=WR9+9EQ&need=parenting-support", "near=DY10+3ED", "q=help&near=WR14+2AA", "kind=childrens-centre"]
    {
        let merged = everything(query).await;
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        for result in &merged {
            *counted.entry(result.to_string()).or_default() += 1;
        }
        let mut total = 0;
        for group in ["near", "anywhere"] {
            let alone = everything(&format!("{query}&group={group}")).await;
            total += alone.len();
            let wanted: Vec<&Value> = merged.iter().filter(|result| result["group"] == group).collect();
            assert_eq!(alone.iter().collect::<Vec<_>>(), wanted, "{query}: {group} keeps the order of the whole");
            assert_eq!(alone, everything(&format!("{query}&group={group}")).await, "{query}: the order is stable");

            // The same by following the links of the page.
            let mut next = Some(format!("{query}&group={group}"));
            let mut shown = Vec::new();
            while let Some(query) = next.take() {
                let html = page(&query).await;
                let part = html.split_once(&format!("id=\"{group}-heading\"")).map_or("", |(_, rest)| rest);
                let other = if group == "near" { "anywhere" } else { "near" };
                let part = part.split(&format!("id=\"{other}-heading\"")).next().unwrap();
                for card in cards(part) {
                    let to = card.split("href=\"/services/").nth(1).unwrap();
                    shown.push(to.split(['"', '?']).next().unwrap().to_owned());
                }
                shown.extend(names(part).into_iter().map(str::to_owned));
                let link = part.split("<a ").find(|link| link.contains("rel=\"next\""));
                next = link.map(|link| link.split("/search?").nth(1).unwrap().split('"').next().unwrap().to_owned());
            }
            // The pages show what is far after what is near, and what is known by name only in one card.
            let mut wanted: Vec<&str> = wanted.iter().map(|result| result["id"].as_str().unwrap()).collect();
            shown.sort();
            wanted.sort();
            assert_eq!(shown, wanted, "{query}: {group} by links, each once");
        }
        assert_eq!(total, merged.len());
        let html = page(query).await;
        assert!(html.contains("rel=\"next\""), "{query}");
    }
}

#[tokio::test]
async fn what_a_building_has_is_asked_for_all_together_and_help_without_a_door_stays() {
    use directory::{Access, Location};
    let all = everything("").await;
    let is_at = |result: &Value, fits: &dyn Fn(&Location) -> bool| {
        let ids = &record(result["id"].as_str().unwrap()).location_ids;
        COUNTY.listed.locations.iter().any(|place| ids.contains(&place.id) && fits(place))
    };
    for asked in [vec![Access::Wheelchair], vec![Access::AccessibleToilet, Access::BabyChanging], vec![Access::Parking]]
    {
        let query: Vec<String> = asked.iter().map(|access| format!("access={access}")).collect();
        let results = everything(&query.join("&")).await;
        let has_all = |place: &Location| asked.iter().all(|access| place.access.contains(access));
        let (with_door, without): (Vec<_>, Vec<_>) = results.iter().partition(|result| result["group"] == "near");
        assert!(!with_door.is_empty() && with_door.iter().all(|result| is_at(result, &has_all)), "{query:?}");
        let anywhere = all.iter().filter(|result| result["group"] == "anywhere").count();
        assert_eq!(without.len(), anywhere, "{query:?}: nobody has to get into help by phone or online");
        assert_eq!(with_door.len(), all.iter().filter(|result| is_at(result, &has_all)).count(), "{query:?}");
    }
    let hidden = page("kind=library&access=wheelchair&access=lift").await;
    let hides = hidden.split_once("There is more").unwrap().1;
    let without = everything("kind=library").await.len();
    let more = without - everything("kind=library&access=wheelchair&access=lift").await.len();
    let line = format!("Search without “Wheelchair access and Lift”</a>: {more} more ({more} of them do not say)");
    assert!(hides.contains(&line), "{line} in {hides}");
}

#[tokio::test]
async fn only_what_some_record_says_is_offered_and_nothing_is_said_to_be_missing() {
    let html = page("").await;
    for access in directory::Access::all() {
        let known = COUNTY.listed.locations.iter().any(|place| place.access.contains(&access));
        assert_eq!(html.contains(&format!("name=\"access\" value=\"{access}\"")), known, "{access}");
    }
    let spoken = COUNTY.listed.services.iter().any(|service| !service.languages.is_empty());
    assert_eq!(html.contains("name=\"language\""), spoken);
    let answer = api("language=pl&access=ramp&language=Klingon").await;
    let ignored: Vec<_> = answer["ignored"].as_array().unwrap().iter().map(|one| one["value"].clone()).collect();
    assert_eq!((answer["total"].clone(), ignored), (0.into(), vec!["ramp".into(), "Klingon".into()]));
    let card = page("q=martley+library").await;
    let card = cards(&card).find(|card| card.contains("Martley Library")).unwrap();
    assert!(card.contains("Public toilets") && !card.to_lowercase().contains("wheelchair"), "{card}");
}
