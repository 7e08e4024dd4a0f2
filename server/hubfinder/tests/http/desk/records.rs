//! Records at the desk: found, read, changed by two people at once, withdrawn, brought back and confirmed.

use super::{Site, filled, steward, text, work::leads_to};
use crate::document::{all, first, words};
use desk::{Role, Scope};
use reqwest::StatusCode;
use scraper::Html;
use store::{Noun, Store};

const HUB: &str = "wands-family-hub";
const PAGE: &str = "/desk/service/wands-family-hub";
const EDIT: &str = "/desk/service/wands-family-hub/edit";

async fn revisions(site: &Site, noun: Noun, id: &str) -> usize {
    Store::open(&site.store).await.unwrap().history(noun, id).await.unwrap().len()
}

#[tokio::test]
async fn records_are_found_page_by_page_and_nothing_found_says_what_to_try() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let page = Html::parse_document(&site.page("/desk/records?q=wands+family&noun=service", &cookie).await);
    assert_eq!(words(first(&page, ".desk-list a")), "WANDS Family Hub");
    assert_eq!(first(&page, ".desk-list a").attr("href"), Some(PAGE));
    assert_eq!(first(&page, "#q").attr("value"), Some("wands family"));
    let page = Html::parse_document(&site.page("/desk/records?noun=service", &cookie).await);
    assert_eq!(all(&page, ".desk-list li").len(), 30);
    let next = first(&page, "a[rel='next']").attr("href").unwrap();
    assert_eq!(next, "/desk/records?noun=service&page=2");
    let second = Html::parse_document(&site.page(next, &cookie).await);
    assert!(words(first(&second, "main h2")).starts_with("31 to 60 of "));
    assert_eq!(first(&second, "a[rel='prev']").attr("href"), Some("/desk/records?noun=service&page=1"));
    let none = site.page("/desk/records?q=quokkadrome", &cookie).await;
    assert!(none.contains("Nothing found") && none.contains("Try fewer words"), "{none}");
    let (_, ray) = site.signed_in("ray@example.org", Role::Reader).await;
    assert!(site.page("/desk/records?q=wands", &ray).await.contains("WANDS Family Hub"));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_typed_wrong_stays_in_the_form_with_the_sentence_of_the_check() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let fields = filled::form(&site.page(EDIT, &cookie).await, EDIT);
    let typed = [
        ("name", ""),
        ("url", "no web page"),
        ("phones.7.number", "01905"),
        ("phones.7.status", "check"),
        ("summary", "An otter's words"),
    ];
    let html =
        text(site.send(EDIT, &cookie, &filled::typed(fields, &typed)).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    let page = Html::parse_document(&html);
    for (field, value) in [("name", ""), ("url", "no web page"), ("phones.7.number", "01905")] {
        let input = first(&page, &format!("input[name='{field}']"));
        assert_eq!((input.attr("value"), input.attr("aria-invalid")), (Some(value), Some("true")), "{field}");
        let problem = words(first(&page, &format!("[id='{field}-problem']")));
        assert!(problem.contains("To mend it: "), "{problem}");
        first(&page, &format!("#problem a[href='#{field}']"));
    }
    assert!(words(first(&page, "textarea[name='summary']")).contains("An otter's words"));
    assert_eq!(revisions(&site, Noun::Service, HUB).await, 1);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_save_changes_what_was_typed_and_nothing_else() {
    let site = Site::start().await;
    let (ada, cookie) = site.signed_in("ada@example.org", steward()).await;
    let fields = filled::form(&site.page(EDIT, &cookie).await, EDIT);
    let same = site.send(EDIT, &cookie, &fields).await;
    assert_eq!(leads_to(&same), format!("{PAGE}?done=same"), "a form that is sent as it came changes nothing");
    let number = [("phones.0.number", "01632 960001"), ("phones.0.status", "check"), ("why", "They wrote")];
    let saved = site.send(EDIT, &cookie, &filled::typed(fields, &number)).await;
    assert_eq!(leads_to(&saved), format!("{PAGE}?saved=2&base=1"));
    let store = Store::open(&site.store).await.unwrap();
    let history = store.history(Noun::Service, HUB).await.unwrap();
    let [before, after] = [0, 1].map(|at: usize| history[at].fields.clone().unwrap());
    let changed: Vec<_> =
        directory::edit::differences(&before, &after).iter().map(|one| one.field.to_owned()).collect();
    assert_eq!(changed, ["phones"]);
    assert_eq!((history[1].way.as_str(), &history[1].who, history[1].why.as_str()), ("form", &ada, "They wrote"));
    assert_eq!(after["phones"][0]["number"], "01632 960001");
    let html = site.page(&format!("{PAGE}?saved=2&base=1"), &cookie).await;
    assert!(html.contains("Saved. That is revision 2.") && html.contains("Changed Telephone numbers."), "{html}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn two_who_change_other_fields_lose_nothing_and_are_told() {
    let site = Site::start().await;
    let (_, ada) = site.signed_in("ada@example.org", steward()).await;
    let (_, ben) = site.signed_in("ben@example.org", steward()).await;
    let fields = filled::form(&site.page(EDIT, &ada).await, EDIT);
    let first = filled::typed(fields.clone(), &[("cost", "Free")]);
    let second = filled::typed(fields, &[("eligibility", "Everybody")]);
    assert_eq!(leads_to(&site.send(EDIT, &ben, &first).await), format!("{PAGE}?saved=2&base=1"));
    let saved = site.send(EDIT, &ada, &second).await;
    assert_eq!(leads_to(&saved), format!("{PAGE}?saved=3&base=1"));
    assert_eq!(site.said(Noun::Service, HUB, "cost").await, "Free");
    assert_eq!(site.said(Noun::Service, HUB, "eligibility").await, "Everybody");
    let html = site.page(leads_to(&saved), &ada).await;
    assert!(html.contains("Meanwhile: ben@example.org, changed Cost. That is kept."), "{html}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn two_who_change_the_same_field_are_asked_with_nothing_chosen_and_no_word_lost() {
    let site = Site::start().await;
    let (_, ada) = site.signed_in("ada@example.org", steward()).await;
    let (_, ben) = site.signed_in("ben@example.org", steward()).await;
    let fields = filled::form(&site.page(EDIT, &ada).await, EDIT);
    let theirs = filled::typed(fields.clone(), &[("cost", "£1, an otter"), ("email", "otter@example.org")]);
    let yours = filled::typed(fields, &[("cost", "£2, a beaver"), ("eligibility", "Everybody"), ("why", "They rang")]);
    site.send(EDIT, &ben, &theirs).await;
    let html = text(site.send(EDIT, &ada, &yours).await, StatusCode::CONFLICT).await;
    for said in ["£1, an otter", "£2, a beaver", "ben@example.org", "E-mail address was changed meanwhile too."] {
        assert!(html.contains(said), "{said} in {html}");
    }
    assert!(!html.contains(" checked"), "nothing is chosen for anybody: {html}");
    let asked = filled::form(&html, EDIT);
    let html = text(site.send(EDIT, &ada, &asked).await, StatusCode::CONFLICT).await;
    assert!(html.contains("Choose one of the two."), "{html}");
    // A third saves before the choice arrives: what was chosen was chosen beside other words.
    let now = filled::form(&site.page(EDIT, &ben).await, EDIT);
    site.send(EDIT, &ben, &filled::typed(now, &[("cost", "£3, a mole")])).await;
    let chosen = filled::typed(filled::form(&html, EDIT), &[("choose.cost", "yours")]);
    let html = text(site.send(EDIT, &ada, &chosen).await, StatusCode::CONFLICT).await;
    assert!(html.contains("£3, a mole") && html.contains("£2, a beaver") && !html.contains(" checked"), "{html}");
    let chosen = filled::typed(filled::form(&html, EDIT), &[("choose.cost", "yours")]);
    assert_eq!(leads_to(&site.send(EDIT, &ada, &chosen).await), format!("{PAGE}?saved=4&base=1"));
    for (field, value) in [("cost", "£2, a beaver"), ("email", "otter@example.org"), ("eligibility", "Everybody")] {
        assert_eq!(site.said(Noun::Service, HUB, field).await, value);
    }
    let history = Store::open(&site.store).await.unwrap().history(Noun::Service, HUB).await.unwrap();
    assert_eq!(history.last().unwrap().why, "They rang");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_record_is_withdrawn_with_a_reason_and_brought_back() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let path = format!("{PAGE}/withdraw");
    let fields = filled::form(&site.page(&path, &cookie).await, &path);
    let html = text(site.send(&path, &cookie, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("Choose one.") && html.contains("Say why, for whoever reads the history."), "{html}");
    let merged = filled::typed(fields, &[("reason", "merged"), ("why", "the same twice"), ("successor", HUB)]);
    let html = text(site.send(&path, &cookie, &merged).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("That is this record itself.") && html.contains("the same twice"), "{html}");
    let none = filled::typed(merged.clone(), &[("successor", "")]);
    let html = text(site.send(&path, &cookie, &none).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("Say which record says the same."), "{html}");
    let right = filled::typed(merged, &[("successor", "worcestershire-family-hubs")]);
    let old = filled::typed(right.clone(), &[("base", "7")]);
    let html = text(site.send(&path, &cookie, &old).await, StatusCode::CONFLICT).await;
    assert!(html.contains("has changed the record meanwhile"), "{html}");
    assert_eq!(leads_to(&site.send(&path, &cookie, &right).await), format!("{PAGE}?done=withdrawn"));
    let html = site.page(PAGE, &cookie).await;
    assert!(
        html.contains("It is the same as another record.") && html.contains("Worcestershire Family Hubs"),
        "{html}"
    );
    assert!(site.page("/desk/records?q=wands&state=withdrawn", &cookie).await.contains(PAGE));
    // An edit that was begun before keeps its words.
    let edit = text(site.post(EDIT, &cookie, &[("base", "1"), ("cost", "An otter")]).await, StatusCode::CONFLICT).await;
    assert!(edit.contains("Somebody withdrew this record while you wrote.") && edit.contains("An otter"), "{edit}");

    let path = format!("{PAGE}/bring-back");
    let fields = filled::form(&site.page(&path, &cookie).await, &path);
    let html = text(site.send(&path, &cookie, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("Say why"), "{html}");
    let back = site.send(&path, &cookie, &filled::typed(fields, &[("why", "they are two")])).await;
    assert_eq!(leads_to(&back), format!("{PAGE}?done=back"));
    assert_eq!(revisions(&site, Noun::Service, HUB).await, 3);
    let place = "/desk/organization/starting-well-partnership/withdraw";
    let html = site.page(place, &cookie).await;
    assert!(html.contains("stand on it, and would lose it") && !html.contains("name=\"reason\""), "{html}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn earlier_words_are_read_compared_and_brought_back() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let was = site.said(Noun::Service, HUB, "summary").await;
    let fields = filled::form(&site.page(EDIT, &cookie).await, EDIT);
    site.send(EDIT, &cookie, &filled::typed(fields, &[("summary", "A slip of the otter")])).await;
    let html = site.page(&format!("{PAGE}/revisions/1"), &cookie).await;
    assert!(
        html.contains(&was)
            && html.contains("The folder, when it was loaded")
            && html.contains("Bring these words back")
    );
    let html = site.page(&format!("{PAGE}/difference?from=1&to=2"), &cookie).await;
    assert!(html.contains("A slip of the otter") && html.contains(&was), "{html}");
    let today = chrono::Utc::now().date_naive().to_string();
    let html = site.page(&format!("{PAGE}/on?day={today}"), &cookie).await;
    assert!(html.contains("revision 2") && html.contains("A slip of the otter"), "{html}");
    assert!(
        site.page(&format!("{PAGE}/on?day=2020-01-01"), &cookie)
            .await
            .contains("The store had no such record on 1 January 2020.")
    );
    assert!(site.page(&format!("{PAGE}/on?day=yesterday"), &cookie).await.contains("That is not a day."));

    let path = format!("{PAGE}/revert");
    let fields = filled::form(&site.page(&format!("{path}?to=1"), &cookie).await, &path);
    let html = text(site.send(&path, &cookie, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("Say why, for whoever reads the history."), "{html}");
    let fields = filled::typed(fields, &[("why", "a slip")]);
    let old = filled::typed(fields.clone(), &[("base", "1")]);
    assert_eq!(site.send(&path, &cookie, &old).await.status(), StatusCode::CONFLICT);
    assert_eq!(leads_to(&site.send(&path, &cookie, &fields).await), format!("{PAGE}?saved=3&base=2"));
    assert_eq!(site.said(Noun::Service, HUB, "summary").await, was);
    for missing in ["revisions/9", "difference?from=1&to=9", "difference", "revert?to=9"] {
        assert_eq!(site.get(&format!("{PAGE}/{missing}"), &cookie).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
    for missing in ["/desk/service/nobody", "/desk/town/x", "/desk/castle/x", "/desk/service/nobody/edit"] {
        assert_eq!(site.get(missing, &cookie).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_confirmation_is_no_edit() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let path = format!("{PAGE}/confirm");
    let fields = filled::form(&site.page(&path, &cookie).await, &path);
    let tomorrow = filled::typed(fields.clone(), &[("day", "2026-03-03")]);
    let html = text(site.send(&path, &cookie, &tomorrow).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("That day is still to come.") && html.contains("Choose one."), "{html}");
    let right = filled::typed(fields, &[("how", "phone"), ("day", "2026-03-01")]);
    assert_eq!(leads_to(&site.send(&path, &cookie, &right).await), format!("{PAGE}?done=confirmed"));
    let html = site.page(PAGE, &cookie).await;
    assert!(html.contains("1 March 2026: ada@example.org rang (revision 1)."), "{html}");
    assert_eq!(revisions(&site, Noun::Service, HUB).await, 1);
    let edit = filled::form(&site.page(EDIT, &cookie).await, EDIT);
    site.send(EDIT, &cookie, &filled::typed(edit, &[("cost", "Free")])).await;
    assert!(site.page(PAGE, &cookie).await.contains("rang (revision 1; it was changed since)."));
    assert_eq!(site.send(&path, &cookie, &right).await.status(), StatusCode::CONFLICT);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn who_may_not_write_proposes_and_who_may_not_see_finds_nothing() {
    let site = Site::start().await;
    let owner = Store::open(&site.store).await.unwrap().record(Noun::Service, HUB).await.unwrap().unwrap();
    let owner = owner.fields["organization_id"].as_str().unwrap().parse().unwrap();
    let (_, provider) = site.signed_in("pat@example.org", Role::Provider(owner)).await;
    let html = site.page(EDIT, &provider).await;
    assert!(html.contains("What you save here is proposed."), "{html}");
    let fields = filled::typed(filled::form(&html, EDIT), &[("cost", "Free, says the otter")]);
    assert_eq!(leads_to(&site.send(EDIT, &provider, &fields).await), format!("{PAGE}?proposed=1"));
    assert_eq!(revisions(&site, Noun::Service, HUB).await, 1);
    assert!(site.page(PAGE, &provider).await.contains("Proposal 1 from pat@example.org"));
    let own = Html::parse_document(&site.page("/desk/records?noun=service", &provider).await);
    let rows = all(&own, ".desk-list li").len();
    assert!(rows > 0 && rows < 30 && words(first(&own, "main h2")) == format!("{rows} records"), "{rows}");
    assert_eq!(site.get("/desk/service/childline", &provider).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get("/desk/service/childline/edit", &provider).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get(&format!("{PAGE}/withdraw"), &provider).await.status(), StatusCode::FORBIDDEN);

    let (_, elsewhere) =
        site.signed_in("dan@example.org", Role::Steward(Scope::District("malvern-hills".parse().unwrap()))).await;
    assert!(site.page(EDIT, &elsewhere).await.contains("What you save here is proposed."));
    let (_, reader) = site.signed_in("ray@example.org", Role::Reader).await;
    assert_eq!(site.get(EDIT, &reader).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(site.post(EDIT, &reader, &[("base", "1"), ("cost", "x")]).await.status(), StatusCode::FORBIDDEN);
    assert!(!site.page(PAGE, &reader).await.contains("Change it"));
    let (_, ada) = site.signed_in("ada@example.org", steward()).await;
    let fields = filled::form(&site.page(EDIT, &ada).await, EDIT);
    let danger = filled::typed(fields, &[("for_whom", "men")]);
    let proposed = site.send(EDIT, &ada, &danger).await;
    assert_eq!(leads_to(&proposed), format!("{PAGE}?proposed=2"), "what could hurt somebody takes two");
    let seen = site.page(PAGE, &provider).await;
    assert!(seen.contains("Proposal 2 from Somebody who gave no name") && !seen.contains("ada@example.org"), "{seen}");
    site.running.stop().await.unwrap();
}
