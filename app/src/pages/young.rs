//! For young people: written to them, not about them.

use crate::{
    components::{
        card::UNCONFIRMED,
        form::YoungForm,
        glossary::GlossaryText,
        phone::{Phone, PhoneLink},
        reach::ReachLines,
        web::WebLink,
    },
    model::{Listing, Site, YoungPage},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn YoungPeople<'a>(site: &'a Site, page: &'a YoungPage) -> impl IntoView {
    let doors = page
        .doors
        .iter()
        .map(|(words, need)| {
            view! { <li><a class="pill" href=format!("/needs/{}", need.slug.as_str())>{words.as_str()}</a></li> }
        })
        .collect_view();
    let things = page
        .things
        .iter()
        .map(|need| view! { <li><a class="pill" href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a></li> })
        .collect_view();
    view! {
        <h1>"Help for young people"</h1>
        <p class="lead">"You can ask for help yourself. You do not need a parent, a teacher or the right words. You are not in trouble."</p>
        <nav class="jump" aria-label="On this page">
            <ul class="pills" role="list">
                <li><a class="pill" href="#now">"Talk to someone now"</a></li>
                <li><a class="pill" href="#find">"Find help near you"</a></li>
                <li><a class="pill" href="#ask">"Ask for yourself"</a></li>
                <li><a class="pill" href="#told">"Who gets told?"</a></li>
                {(!page.youth.is_empty()).then(|| view! { <li><a class="pill" href="#clubs">"Youth clubs"</a></li> })}
                <li><a class="pill" href="#safe">"Stay safe"</a></li>
            </ul>
        </nav>
        <section aria-labelledby="now">
            <h2 id="now">"Talk to someone now"</h2>
            <p>"In danger, or is a life in danger? Ring "<a class="tel" href="tel:999">"999"</a>". If you cannot speak, press 55 when you are asked."</p>
            <ReachLines lines=&page.lines />
            <p>"You can say: “I do not know how to start.” They will help you. You can stop at any time."</p>
        </section>
        {(!page.doors.is_empty()).then(|| view! {
            <section aria-labelledby="about-what">
                <h2 id="about-what">"What is it about?"</h2>
                <p>"Choose what is nearest. Each page says what you can do today."</p>
                <ul class="pills" role="list">{doors}</ul>
            </section>
        })}
        <section aria-labelledby="find">
            <h2 id="find">"Find help near you"</h2>
            <p>"This looks for people you can ask on your own at your age."</p>
            <YoungForm form=&page.form />
        </section>
        <AskYourself site page />
        <WhoGetsTold />
        {(!page.youth.is_empty()).then(|| view! { <YouthClubs site page /> })}
        <section aria-labelledby="things">
            <h2 id="things">"Things to do"</h2>
            <ul class="pills" role="list">
                {things}
            </ul>
        </section>
        <section aria-labelledby="safe">
            <h2 id="safe">"Stay safe"</h2>
            <ul class="sentences">
                <li>"A friend does not make you pay for gifts, lifts or love with things you do not want to do."</li>
                <li>"If somebody asks you to keep a secret that feels bad, you can tell. It is their fault, not yours."</li>
                <li>"Sent a picture and wish you had not? You are not the first. It can often be taken down."</li>
                <li>"You can block, report and walk away. You owe nobody an answer."</li>
                <li>"Tell somebody where you go and when you will be back."</li>
            </ul>
            <ReachLines lines=&page.safety />
        </section>
        <section aria-labelledby="hide">
            <h2 id="hide">"If somebody looks at your phone"</h2>
            <p>
                "The button “Leave this page” takes you to another site at once. On a keyboard, press Shift three times. It cannot clear what your browser kept before: to hide it all, use a private window, or a computer at school or in a library."
            </p>
        </section>
    }
}

#[component]
fn AskYourself<'a>(site: &'a Site, page: &'a YoungPage) -> impl IntoView {
    let alone = page
        .alone
        .iter()
        .map(|one| {
            view! {
                <li>
                    <strong>{format!("From {}: ", one.from_age)}</strong>
                    <a href=one.listing.url.as_str()>{one.listing.name.as_str()}</a>". "{one.listing.summary.as_str()}
                    {(!one.listing.confirmed).then_some(" Not confirmed: ring or look first.")}
                </li>
            }
        })
        .collect_view();
    let teams = page
        .teams
        .iter()
        .map(|(district, team)| {
            view! {
                <li>
                    <a href=team.url.as_str()>{district.as_str()}</a>
                    {team.phone.as_ref().map(|line| view! { <Phone line /> })}
                </li>
            }
        })
        .collect_view();
    let silent = page.teams.iter().any(|(_, team)| team.phone.is_none());
    view! {
        <section aria-labelledby="ask">
            <h2 id="ask">"Ask for yourself"</h2>
            {(!page.teams_words.is_empty()).then(|| view! {
                <div class="panel">
                    <h3>"A family support worker"</h3>
                    <p><GlossaryText site text=&page.teams_words /></p>
                    <p><GlossaryText site text=&page.teams_do /></p>
                    <p>"The team where you live:"</p>
                    <ul class="team-list" role="list">{teams}</ul>
                    {silent.then(|| view! {
                        <p>
                            "We do not know the teams' own numbers yet. Ring "{site.fallback_label.as_str()}", "
                            <PhoneLink number=&site.fallback />", and ask for the team. You can say: “I am ringing for myself.”"
                        </p>
                    })}
                </div>
            })}
            {(!page.alone.is_empty()).then(|| view! {
                <h3>"Others that say from what age you can ask alone"</h3>
                <ul class="sentences">{alone}</ul>
            })}
            <h3>"What happens when you ask"</h3>
            <ol class="steps">
                <li>"You say what is going on, as much or as little as you want."</li>
                <li>"They ask your age, and if you are safe right now."</li>
                <li>"They tell you what they can do. If it is not for them, ask who else can help."</li>
                <li>"You choose what happens next. You can take a friend or an adult with you."</li>
            </ol>
            <p>
                "Some help is only given when a parent, your school or a doctor asks for you. Then a teacher, school nurse or doctor you like can ask with you."
            </p>
            {(page.open_to_self > 0).then(|| view! {
                <p>
                    <a href="/search?age=14&refer=self">{format!("See all {} that a 14-year-old can ask alone", words::services(page.open_to_self))}</a>
                </p>
            })}
        </section>
    }
}

#[component]
fn WhoGetsTold() -> impl IntoView {
    view! {
        <section class="guide-part" aria-labelledby="told">
            <h2 id="told">"Who gets told?"</h2>
            <ul class="sentences">
                <li>"What you say should be kept private. Most people who help do not tell your parents or your school, unless you say yes."</li>
                <li>"There is a limit. If you or somebody else could be badly hurt, they may have to tell somebody who can keep you safe."</li>
                <li>"If that happens, they should tell you first, if they can: who they will tell, what they will say, and why."</li>
                <li>"The younger you are, the more they have to think about who looks after you."</li>
                <li>"So ask before you start: “What do you keep private? When would you tell somebody?” That is a good question, and nobody minds it."</li>
                <li>"You can ask if you have to give your name. You can also ask what they write down."</li>
            </ul>
            <p>
                "This site keeps nothing about you. See "<a href="/privacy">"what is and is not kept"</a>". A word you do not know? Look in "
                <a href="/glossary">"our list of words"</a>"."
            </p>
        </section>
    }
}

#[component]
fn YouthClubs<'a>(site: &'a Site, page: &'a YoungPage) -> impl IntoView {
    let districts = page
        .youth
        .iter()
        .map(|(district, clubs)| {
            view! {
                <section class="club-district">
                    <h3>{district.as_str()}</h3>
                    <ul class="club-list" role="list">{clubs.iter().map(|club| view! { <YouthClub club /> }).collect_view()}</ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="clubs">
            <h2 id="clubs">"Youth clubs and youth workers"</h2>
            <p>
                "Somewhere to go, and someone to talk to. Ring or look before you go. Where we do not know how to reach a club, ring "
                {site.fallback_label.as_str()}", "<PhoneLink number=&site.fallback />", and ask."
            </p>
            <div class="club-districts">{districts}</div>
        </section>
    }
}

#[component]
fn YouthClub<'a>(club: &'a Listing) -> impl IntoView {
    let note = (!club.ages_note.is_empty()).then(|| format!(" ({})", club.ages_note));
    let web = (club.phone.is_none())
        .then_some(club.web.as_deref())
        .flatten()
        .map(|address| view! { <p><WebLink address words=format!("Website of {}", club.name) /></p> });
    view! {
        <li>
            <p><a href=club.url.as_str()>{club.name.as_str()}</a></p>
            <p class="club-ages">{words::ages(club.ages)}{note}</p>
            {club.phone.as_ref().map(|line| view! { <Phone line /> })}
            {web}
            {(!club.confirmed).then(|| view! { <p class="unsure">{UNCONFIRMED}</p> })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples,
        model::{AskAlone, Head, NeedTag, YoungPage},
    };

    fn rendered(page: &YoungPage) -> String {
        crate::young_people(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn it_says_how_to_ask_alone_in_the_authoritys_words() {
        let team = samples::listing_with(|listing| {
            listing.phone = None;
            listing.unreachable = true;
        });
        let html = rendered(&YoungPage {
            form: samples::form(),
            teams_words: "Over the age of 13 you can ask.".to_owned(),
            teams_do: "They listen.".to_owned(),
            teams: vec![("Wychavon".to_owned(), team)],
            alone: vec![AskAlone { from_age: 16, listing: samples::listing(2) }],
            doors: vec![("I am low".to_owned(), NeedTag { slug: samples::slug("sleep"), label: "Sleep".to_owned() })],
            ..YoungPage::default()
        });
        for words in
            ["Over the age of 13 you can ask.", "From 16: ", "I am ringing for myself", "href=\"/needs/sleep\""]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(html.contains("name=\"refer\" value=\"self\""));
    }

    #[test]
    fn a_club_that_is_not_confirmed_says_so_and_how_old_one_may_be() {
        let club = samples::listing_with(|listing| {
            listing.confirmed = false;
            listing.ages_note = "up to 24 with a learning difficulty".to_owned();
        });
        let html = rendered(&YoungPage { youth: vec![("Redditch".to_owned(), vec![club])], ..YoungPage::default() });
        assert!(html.contains("(up to 24 with a learning difficulty)") && html.contains("Not confirmed"), "{html}");
    }
}
