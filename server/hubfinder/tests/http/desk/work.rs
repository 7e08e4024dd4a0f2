//! The day's work: what waits, proposals field by field, and messages of the public.

use super::{Site, filled, now, steward, text};
use crate::served::header;
use desk::Role;
use reqwest::{Response, StatusCode};
use store::{About, Base, By, Change, NewMessage, Noun, ProposalState, Record, Store, Way};

const HUB: &str = "wands-family-hub";

impl Site {
    async fn opened(&self) -> Store {
        Store::open(&self.store).await.unwrap()
    }

    async fn tell(&self, once: &str, words: &str, urgent: bool) {
        let about = About::Service(HUB.parse().unwrap());
        let message = NewMessage { once, about: &about, words, contact: "otter@example.org", urgent };
        self.opened().await.into_inbox().keep(&message, now()).await.unwrap();
    }

    /// Somebody proposes other words for the hub. Gives the number.
    async fn propose(&self, who: &str, cost: &str, summary: &str) -> i64 {
        let store = self.opened().await;
        let kept = store.record(Noun::Service, HUB).await.unwrap().unwrap();
        let Record::Service(mut service) = kept.record().unwrap() else { panic!("a service") };
        (service.cost, service.summary) = (cost.to_owned(), summary.to_owned());
        store.register().propose(&Record::Service(service), kept.revision, who).await.unwrap()
    }

    pub(super) async fn said(&self, noun: Noun, id: &str, field: &str) -> String {
        let kept = self.opened().await.record(noun, id).await.unwrap().unwrap();
        kept.fields[field].as_str().unwrap().to_owned()
    }

    /// Sends fields as a page of the desk does.
    pub(super) async fn send(&self, path: &str, cookie: &str, fields: &[(String, String)]) -> Response {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, cookie, &fields).await
    }

    pub(super) async fn page(&self, path: &str, cookie: &str) -> String {
        text(self.get(path, cookie).await, StatusCode::OK).await
    }
}

/// Where an answer leads on to.
pub(super) fn leads_to(response: &Response) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    header(response.headers(), "location")
}

#[tokio::test]
async fn the_day_says_what_waits_and_what_has_to_be_answered() {
    let site = Site::start().await;
    let (_, ada) = site.signed_in("ada@example.org", steward()).await;
    let empty = site.page("/desk", &ada).await;
    assert!(empty.contains("Nothing waits to be decided.") && empty.contains("Every message has been answered for."));
    let (bea, _) = site.signed_in("bea@example.org", Role::Reader).await;
    site.propose(&bea, "Free", "Play and talk.").await;
    site.tell("a", "The beaver moved", false).await;
    site.tell("b", "An otter is in danger", true).await;
    let html = site.page("/desk", &ada).await;
    for words in [
        "1 proposal waits to be decided.",
        "changes Summary and Cost",
        "2 messages that nobody has closed yet.",
        "1 may be about danger.",
        "services are not confirmed",
    ] {
        assert!(
            html.contains(words) || html.contains(&words.replace("Summary and Cost", "Cost and Summary")),
            "{words} in {html}"
        );
    }
    assert!(html.find("An otter").unwrap() < html.find("The beaver").unwrap(), "danger stands first");
    let (_, ray) = site.signed_in("ray@example.org", Role::Reader).await;
    assert!(!site.page("/desk", &ray).await.contains("otter"), "what the public wrote is not for every reader");
    assert_eq!(site.get("/desk/messages", &ray).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get("/desk/messages/1", &ray).await.status(), StatusCode::NOT_FOUND);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_proposal_is_taken_field_by_field_and_the_site_shows_it_within_a_second() {
    let site = Site::start().await;
    let (ada, cookie) = site.signed_in("ada@example.org", steward()).await;
    let (bea, own) = site.signed_in("bea@example.org", steward()).await;
    let summary = site.said(Noun::Service, HUB, "summary").await;
    let number = site.propose(&bea, "Free, with an otter", "Play and talk.").await;
    let path = format!("/desk/proposals/{number}");
    let html = site.page(&path, &cookie).await;
    for words in ["Was", "Says now", "Would say", "Free, with an otter", "bea@example.org"] {
        assert!(html.contains(words), "{words} in {html}");
    }
    let fields = filled::form(&html, &path);
    assert_eq!(fields.iter().filter(|(name, _)| name == "field").count(), 2, "what nobody changed is ticked");
    let some: Vec<_> = fields.into_iter().filter(|(_, value)| value != "summary").collect();
    let some = filled::typed(some, &[("decision", "take")]);
    let theirs = site.send(&path, &own, &some).await;
    assert_eq!(theirs.status(), StatusCode::FORBIDDEN, "nobody decides what they have proposed themselves");
    assert!(site.page(&path, &own).await.contains("You have proposed this yourself"));
    assert_eq!(leads_to(&site.send(&path, &cookie, &some).await), "/desk/proposals?done=taken");
    assert_eq!(site.said(Noun::Service, HUB, "cost").await, "Free, with an otter");
    assert_eq!(site.said(Noun::Service, HUB, "summary").await, summary, "what was not ticked stays");
    let history = site.opened().await.history(Noun::Service, HUB).await.unwrap();
    assert_eq!((history[1].way.as_str(), &history[1].who), ("proposal", &ada));
    let mut shown = false;
    for _ in 0..100 {
        shown = site.page(&format!("/services/{HUB}"), "").await.contains("with an otter");
        if shown {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(shown);
    assert!(site.page(&path, &cookie).await.contains("ada@example.org took this on"));
    assert_eq!(leads_to(&site.send(&path, &cookie, &some).await), path, "a second time changes nothing");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_proposal_is_refused_with_words_and_taken_only_as_it_was_seen() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    let (bea, _) = site.signed_in("bea@example.org", Role::Reader).await;
    let number = site.propose(&bea, "Free", "Play and talk.").await;
    let path = format!("/desk/proposals/{number}");
    let seen = filled::form(&site.page(&path, &cookie).await, &path);
    let refuse = filled::typed(seen.clone(), &[("decision", "refuse")]);
    let html = text(site.send(&path, &cookie, &refuse).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("<a href=\"#why\">Why: Say why, for whoever proposed it.</a>"), "{html}");
    let none: Vec<_> = seen.iter().filter(|(name, _)| name != "field").cloned().collect();
    let none = filled::typed(none, &[("decision", "take")]);
    let html = text(site.send(&path, &cookie, &none).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(html.contains("Tick what you take, or refuse it all."), "{html}");
    // Somebody saves the record meanwhile.
    let store = site.opened().await;
    let Record::Service(mut service) = store.record(Noun::Service, HUB).await.unwrap().unwrap().record().unwrap()
    else {
        panic!()
    };
    service.cost = "£2".to_owned();
    let change = Change::Put(Record::Service(service), Base::Revision(1));
    store.register().write(vec![change], &By { way: Way::Form, who: bea.clone() }, "").await.unwrap();
    let take = filled::typed(seen, &[("decision", "take"), ("why", "They rang")]);
    let html = text(site.send(&path, &cookie, &take).await, StatusCode::CONFLICT).await;
    assert!(html.contains("Somebody changed the record while you looked.") && html.contains("£2"), "{html}");
    assert!(html.contains("This was changed here too.") && html.contains("They rang"), "{html}");
    assert_eq!(site.said(Noun::Service, HUB, "cost").await, "£2");
    let anew = filled::form(&html, &path);
    let refuse = filled::typed(anew, &[("decision", "refuse"), ("why", "It costs £2 now")]);
    assert_eq!(leads_to(&site.send(&path, &cookie, &refuse).await), "/desk/proposals?done=refused");
    let decided = site.opened().await.proposal(number).await.unwrap().unwrap();
    assert_eq!((decided.state, decided.why.as_str()), (ProposalState::Refused, "It costs £2 now"));
    let html = site.page(&path, &cookie).await;
    assert!(html.contains("ada@example.org refused this on") && html.contains("“It costs £2 now”"), "{html}");
    assert!(site.page("/desk/proposals", &cookie).await.contains("Nothing waits to be decided."));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_message_is_closed_with_what_came_of_it_and_its_contact_goes() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", steward()).await;
    site.tell("a", "The number is wrong.\nIt is an otter's.", false).await;
    let html = site.page("/desk/messages/1", &cookie).await;
    assert!(
        html.contains("otter@example.org") && html.contains("It is an otter&#x27;s.")
            || html.contains("It is an otter's.")
    );
    assert!(html.contains(&format!("href=\"/desk/service/{HUB}\"")), "{html}");
    let html =
        text(site.post("/desk/messages/1", &cookie, &[("outcome", "eaten")]).await, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    assert!(html.contains("Choose one.") && html.contains("Say it in a few words"), "{html}");
    let close = [("outcome", "changed"), ("answer", "I put the right number there")];
    assert_eq!(leads_to(&site.post("/desk/messages/1", &cookie, &close).await), "/desk/messages?done=closed");
    let html = site.page("/desk/messages/1", &cookie).await;
    assert!(
        html.contains("Changed: ada@example.org closed this on 2 March 2026") && !html.contains("otter@example.org"),
        "{html}"
    );
    assert_eq!(leads_to(&site.post("/desk/messages/1", &cookie, &close).await), "/desk/messages/1");
    assert!(site.page("/desk/messages", &cookie).await.contains("1 message closed"));
    assert!(site.page("/desk/messages?state=closed", &cookie).await.contains("The number is wrong."));
    assert_eq!(site.get("/desk/messages/9", &cookie).await.status(), StatusCode::NOT_FOUND);
    site.running.stop().await.unwrap();
}
