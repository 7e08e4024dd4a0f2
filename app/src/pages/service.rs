//! One service.

use crate::{
    components::{
        card::UNCONFIRMED,
        feedback::FeedbackLink,
        glossary::{GlossaryLink, GlossaryText},
        icon::{self, Icon},
        map_figure::MapFigure,
        phone::{FallbackPhone, FallbackPhoneFirst, NOT_CONFIRMED, Phone},
        reach::ChatLine,
        save::SaveButton,
        shape::KindMark,
        share::ShareService,
        visit::{Address, OpeningHours},
        ways::Ways,
        web::{WebLink, is_web, without_scheme},
        week::DoorWords,
    },
    model::{PlaceVisit, ServicePage, Site},
    words,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Service<'a>(site: &'a Site, page: &'a ServicePage) -> impl IntoView {
    view! {
        {page.back.as_deref().map(|back| view! { <p class="back"><a href=back>"Back to what we found"</a></p> })}
        <h1>{page.name.as_str()}</h1>
        <p class="card-facts">
            <span class="kind"><KindMark kind=&page.kind />" "{page.kind.label.as_str()}</span>
            {(!page.door.words.is_empty()).then(|| view! { " " <DoorWords door=&page.door /> })}
        </p>
        <Ways site name=&page.name ways=&page.ways ask_first=page.ask_first />
        {has_unsure_number(page).then(|| view! { <p class="unsure">"Number "{NOT_CONFIRMED}"."</p> })}
        {(!page.summary.is_empty()).then(|| view! { <p class="lead">{page.summary.as_str()}</p> })}
        {page.why.as_deref().map(|why| view! { <p class="why">{why}</p> })}
        {(!page.confirmed).then(|| view! { <p class="note">{UNCONFIRMED}</p> })}
        <div class="columns">
            <div class="columns-main">
                <ServiceContact site page /> <ServiceAudience site page /> <ServiceAccess site page /> <ServiceHours page /> <ServicePlaces page />
            </div>
            <div class="columns-side">
                {page.map.as_ref().map(|map| view! { <MapFigure site map /> })} <ServiceCost page /> <ServiceOrganization page /> <ServiceNeeds page /> <ServiceSources page />
            </div>
        </div>
    }
}

/// Whether a button rings or texts a number that nobody has confirmed.
fn has_unsure_number(page: &ServicePage) -> bool {
    let unsure = page.phones.iter().filter(|line| !line.confirmed);
    unsure
        .map(|line| &line.number.digits)
        .any(|digits| page.ways.iter().any(|way| way.address.contains(digits.as_str())))
}

#[component]
fn ServiceContact<'a>(site: &'a Site, page: &'a ServicePage) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="contact">
            <h2 id="contact">"Get in touch"</h2>
            {page.ask_first.then(|| view! { <FallbackPhoneFirst site /> })}
            {page.phones.iter().map(|line| view! { <Phone line /> }).collect_view()}
            {page.chats.iter().map(|chat| view! { <ChatLine chat name=&page.name /> }).collect_view()}
            {page.web.as_deref().map(|at| view! { <p>"Website: "<WebLink address=at words=without_scheme(at) /></p> })}
            {page.email.as_deref().map(|email| view! { <p>"E-mail: "<a href=format!("mailto:{email}")>{email}</a></p> })}
            {page.unreachable.then(|| view! { <FallbackPhone site /> })}
            {page.unreachable.then(|| view! { <AskOrganization page /> })}
            <SaveButton ids=&page.save id=page.id.as_str() name=&page.name />
            <ShareService site service=page />
        </section>
    }
}

/// Where else to look when no way of its own is known: the site of whoever runs it.
#[component]
fn AskOrganization<'a>(page: &'a ServicePage) -> Option<impl IntoView> {
    let url = page.organization_url.as_deref().filter(|url| is_web(url))?;
    Some(view! { <p>"You can also look for it on the site of "<WebLink address=url words=&page.organization />"."</p> })
}

#[component]
fn ServiceAudience<'a>(site: &'a Site, page: &'a ServicePage) -> impl IntoView {
    let note = (!page.ages_note.is_empty()).then(|| view! { <p>{page.ages_note.as_str()}</p> });
    let eligibility =
        (!page.eligibility.is_empty()).then(|| view! { <p><GlossaryText site text=&page.eligibility /></p> });
    let nothing_said = !page.ages.is_stated() && page.ages_note.is_empty() && page.eligibility.is_empty();
    let levels = page.levels.iter().map(|(number, name)| format!("{number} ({name})")).collect::<Vec<_>>().join(", ");
    view! {
        <section aria-labelledby="who">
            <h2 id="who">"Who it is for"</h2>
            {page.ages.is_stated().then(|| view! { <p>{words::ages(page.ages)}"."</p> })}
            {nothing_said.then_some(view! { <p>"We do not know who may come. You can ask."</p> })}
            {note} {eligibility} {(!page.area.is_empty()).then(|| view! { <p>"Area: "{page.area.as_str()}</p> })}
            {(!levels.is_empty()).then(|| view! { <p><GlossaryLink site slug="level-of-need" words="Level of need" />": "{levels}</p> })}
        </section>
    }
}

#[component]
fn ServiceAccess<'a>(site: &'a Site, page: &'a ServicePage) -> impl IntoView {
    let asks = words::referral(&page.referral)
        .map_or_else(|| "We do not know who can ask.".to_owned(), |ways| format!("Who can ask: {ways}."));
    view! {
        <section aria-labelledby="how">
            <h2 id="how">"How to get it"</h2>
            {(!page.how_to_get_help.is_empty()).then(|| view! { <p><GlossaryText site text=&page.how_to_get_help /></p> })}
            <p>{asks}</p>
            {(!page.languages.is_empty()).then(|| view! {
                <p><Icon shape=icon::LANGUAGES />" "{words::languages(&page.languages)}"."</p>
            })}
        </section>
    }
}

#[component]
fn ServiceHours<'a>(page: &'a ServicePage) -> Option<impl IntoView> {
    (!page.hours.is_empty()).then(|| {
        view! {
            <section aria-labelledby="when">
                <h2 id="when">"When"</h2>
                <OpeningHours hours=&page.hours />
            </section>
        }
    })
}

#[component]
fn ServicePlaces<'a>(page: &'a ServicePage) -> impl IntoView {
    let words = words::without_place(page);
    // A confidential service has no places in its model; this keeps it so whatever comes.
    let places =
        (!page.confidential).then(|| page.places.iter().map(|place| view! { <ServicePlace place /> }).collect_view());
    view! {
        <section aria-labelledby="where">
            <h2 id="where">"Where"</h2>
            {words.map(|words| view! { <p class:private=page.confidential>{words}</p> })}
            {places}
            {page.sessions.then(|| view! {
                <p class="screen-only">
                    <a href=format!("/services/{}/sessions.ics", page.id)>"Put the times into a calendar"</a>
                    ": the next six months, without bank holidays."
                </p>
            })}
        </section>
    }
}

#[component]
fn ServicePlace<'a>(place: &'a PlaceVisit) -> impl IntoView {
    view! {
        <div class="visit">
            <h3>
                <a href=place.url.as_str()>{place.name.as_str()}</a>
            </h3>
            <OpeningHours hours=&place.hours />
            <Address place />
        </div>
    }
}

#[component]
fn ServiceCost<'a>(page: &'a ServicePage) -> impl IntoView {
    let cost = if page.cost.is_empty() { "We do not know. Ask before you start." } else { page.cost.as_str() };
    view! {
        <section aria-labelledby="cost">
            <h2 id="cost">"What it costs"</h2>
            <p>{cost}</p>
        </section>
    }
}

#[component]
fn ServiceOrganization<'a>(page: &'a ServicePage) -> Option<impl IntoView> {
    let name = match &page.organization_url {
        Some(url) => Either::Left(view! { <WebLink address=url words=page.organization.clone() /> }),
        None => Either::Right(page.organization.as_str()),
    };
    (!page.organization.is_empty()).then(|| {
        view! {
            <section aria-labelledby="runs">
                <h2 id="runs">"Who runs it"</h2>
                <p>{name}</p>
            </section>
        }
    })
}

#[component]
fn ServiceNeeds<'a>(page: &'a ServicePage) -> Option<impl IntoView> {
    let links = page
        .needs
        .iter()
        .map(|need| view! { <li><a class="pill" href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a></li> })
        .collect_view();
    (!page.needs.is_empty()).then(|| {
        view! {
            <section aria-labelledby="needs">
                <h2 id="needs">"It helps with"</h2>
                <ul class="pills" role="list">{links}</ul>
            </section>
        }
    })
}

#[component]
fn ServiceSources<'a>(page: &'a ServicePage) -> impl IntoView {
    let rows = page
        .sources
        .iter()
        .map(|(title, address, date)| {
            view! { <li><WebLink address words=title.clone() />{(!date.is_empty()).then(|| format!(", {date}"))}</li> }
        })
        .collect_view();
    let sure = match (&page.source.assured, page.confirmed) {
        (Some(day), _) => format!("We checked this with them on {}.", words::day(day)),
        (None, true) => "A public source says this. Nobody has asked them yet.".to_owned(),
        (None, false) => "This is not confirmed. It may have changed, so ring or look first.".to_owned(),
    };
    view! {
        <section aria-labelledby="sure">
            <h2 id="sure">"How sure we are"</h2>
            <p>{sure}</p>
            {(!page.source.words.is_empty()).then(|| view! { <p>{format!("{}.", page.source.words)}</p> })}
            {(!page.sources.is_empty()).then(|| view! { <ul class="sources">{rows}</ul> })}
            <FeedbackLink sort="services" id=page.id.as_str() />
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, ServicePage},
    };

    fn rendered(page: &ServicePage) -> String {
        crate::service(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn a_private_address_stands_nowhere() {
        let html = rendered(&ServicePage { confidential: true, ..samples::service() });
        assert!(html.contains("The address is kept private for safety."));
        assert!(!html.contains("Borrington Road"), "{html}");
    }

    #[test]
    fn nobody_is_told_to_ask_where_there_is_nobody_to_ask() {
        let silent = ServicePage { ways: Vec::new(), places: Vec::new(), phones: Vec::new(), ..samples::service() };
        let silent =
            ServicePage { unreachable: true, organization_url: Some("https://www.example.org".to_owned()), ..silent };
        let html = rendered(&silent);
        assert!(!html.contains("Ask them") && html.contains("Ask where it is when you ring."), "{html}");
        assert!(html.contains("Ring the county's Family Hub line: ") && html.contains("on the site of "), "{html}");
        let reached = ServicePage { places: Vec::new(), ..samples::service() };
        assert!(rendered(&reached).contains("Ask them where to go."));
    }

    #[test]
    fn what_is_not_confirmed_says_so() {
        let html = rendered(&ServicePage { confirmed: false, ..samples::service() });
        assert!(html.contains("Not confirmed: ring or look first."));
        assert!(html.contains("This address is not confirmed. Ring before you go."));
    }

    #[test]
    fn a_button_with_a_number_that_is_not_confirmed_says_so_beside_it() {
        let unsure = ServicePage { phones: vec![samples::unconfirmed_phone()], ..samples::service() };
        let html = rendered(&unsure);
        let (top, _) = html.split_once("Get in touch").unwrap();
        assert!(top.contains("Number not confirmed, may have changed."), "{top}");
        assert!(!rendered(&samples::service()).contains("Number not confirmed"));
    }

    #[test]
    fn the_family_hub_line_stands_before_a_centres_unconfirmed_number() {
        let html = rendered(&ServicePage { ask_first: true, ..samples::service() });
        assert!(html.contains("Ring the county's Family Hub line first: "), "{html}");
        assert!(!rendered(&samples::service()).contains("Family Hub line first"));
    }

    #[test]
    fn no_field_of_a_service_can_be_used_to_attack() {
        let attack = || ATTACK.to_owned();
        let html = rendered(&ServicePage {
            name: attack(),
            summary: attack(),
            ages_note: attack(),
            eligibility: attack(),
            how_to_get_help: attack(),
            area: attack(),
            cost: attack(),
            organization: attack(),
            organization_url: Some("javascript:alert(1)".to_owned()),
            web: Some("javascript:alert(1)".to_owned()),
            email: Some(attack()),
            sources: vec![(attack(), attack(), attack())],
            why: Some(attack()),
            ..samples::service()
        });
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains("href=\"javascript:"), "{html}");
    }
}
