//! The pages for people who work with families.

use crate::served::{fetch, header};
use reqwest::StatusCode;

async fn page(path: &str) -> String {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap().replace("&amp;", "&")
}

fn ticks(html: &str) -> Vec<&str> {
    html.split("type=\"checkbox\" name=\"ids\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn a_whole_family_is_answered_on_the_page_itself() {
    let html = page("/professionals?age=2&age=9&age=14&near=B98+9JG&need=sleep&need=youth-clubs").await;
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} in {html}"));
    assert!(at("Covers most") < at("For the 2-year-old") && at("For the 2-year-old") < at("For the 14-year-old"));
    assert!(html.contains("Early Help Family Support") && html.contains("Family Hubs in"), "the team and the hub");
    assert!(html.contains("value=\"2, 9, 14\"") && html.contains("value=\"B98 9JG\""));
    assert!(ticks(&html).len() > 10, "{:?}", ticks(&html));
    // Every way on stays on this page.
    let chips = html.split("class=\"chip\" href=\"").skip(1).count();
    assert_eq!(html.matches("class=\"chip\" href=\"/professionals").count(), chips, "{html}");
    assert!(!html.contains("href=\"/search?"), "{html}");
}

#[tokio::test]
async fn ages_in_one_field_are_the_ages_one_by_one() {
    let one = page("/professionals?age=2%2C+9+and+14&near=B98+9JG&need=sleep").await;
    let each = page("/professionals?age=2&age=9&age=14&near=B98+9JG&need=sleep").await;
    assert_eq!(ticks(&one), ticks(&each));
    let wrong = page("/professionals?age=2%2C+99&near=B98+9JG").await;
    assert!(wrong.contains("Ages go from 0 to 25") && wrong.contains("value=\"2\""), "{wrong}");
}

/// The part of a page from a heading to the next of its level.
fn part<'h>(html: &'h str, heading: &str) -> &'h str {
    let start = html.find(heading).unwrap_or_else(|| panic!("{heading} in {html}"));
    html[start..].split("<h3").next().unwrap_or_default()
}

#[tokio::test]
async fn each_child_has_answers_given_here_and_what_covers_most_stands_first() {
    let html = page("/professionals?age=2%2C9%2C14&near=B98+7RY").await;
    let covers_most = part(&html, "Covers most");
    for name in ["Starting Well (0 to 19)", "Early Help Family Support: Redditch", "Worcestershire Family Hubs"] {
        assert!(covers_most.contains(name), "{name} in {covers_most}");
    }
    assert!(covers_most.contains("For: 2 years, 9 years, 14 years"), "{covers_most}");
    assert!(part(&html, "For the 2-year-old").contains("two-year-old-funded-childcare"));
    let teenager = part(&html, "For the 14-year-old");
    assert!(teenager.contains("chathealth-worcestershire") && teenager.contains("childline"), "{teenager}");
    let all = ticks(&html);
    let mut once = all.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), all.len(), "no service stands twice");
}

#[tokio::test]
async fn each_need_has_its_answers_and_a_form_to_refer_with_is_named() {
    let html = page("/professionals?age=9&near=B98+7RY&need=debt&need=child-mental-health").await;
    let debt = part(&html, "id=\"part-0\"");
    assert!(debt.contains("Debt") && debt.contains("stepchange"), "{debt}");
    assert!(
        html.contains("How to refer<span class=\"hidden\"> of Reach4Wellbeing")
            && html.contains("camhs.hacw.nhs.uk/referrals")
    );
}

#[tokio::test]
async fn a_family_can_be_taken_along_as_text() {
    let asked = "?age=2%2C9%2C14&near=B98+7RY&q=sleep%2C+debt";
    let response = fetch(&format!("/professionals.txt{asked}")).await;
    assert_eq!(header(response.headers(), "content-type"), "text/plain; charset=utf-8");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    let text = response.text().await.unwrap();
    for words in [
        "COVERS MOST",
        "Starting Well (0 to 19)",
        "SLEEP",
        "DEBT",
        "The family can ask:",
        "IF A CHILD MAY NOT BE SAFE",
        "Near B98 7RY",
        "999",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains('<') && text.lines().all(|line| line.len() < 300), "{text}");
    assert!(page(&format!("/professionals{asked}")).await.contains("href=\"/professionals.txt?"));
}

#[tokio::test]
async fn no_service_stands_twice_and_more_begins_after_the_last() {
    let html = page("/professionals?near=B98+9JG&age=14&group=near").await;
    let rows = |html: &str| {
        let near = &html[html.find("id=\"near-heading\"").unwrap()..];
        ticks(near.split("</section>").next().unwrap()).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let first = rows(&html);
    let more = html.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.contains("page=2"));
    let more = more.unwrap_or_else(|| panic!("there is more than one page near: {html}"));
    let second = page(more.split('#').next().unwrap()).await;
    let second = rows(&second);
    assert!(
        !first.is_empty() && !second.is_empty() && !second.iter().any(|id| first.contains(id)),
        "{first:?} {second:?}"
    );
}

#[tokio::test]
async fn the_level_and_who_asks_are_filters_and_what_they_hide_is_counted() {
    let html = page("/professionals?level=2&refer=professional&near=B98+9JG").await;
    assert!(html.contains("Level 2") && html.contains("A professional can ask"), "{html}");
    assert!(html.contains("There is more") && html.contains("do not say"), "{html}");
}

#[tokio::test]
async fn words_of_danger_stand_before_the_rows() {
    let html = page("/professionals?q=he+hits+her+and+the+kids&near=B98+9JG").await;
    let results = html.find("id=\"results\"").unwrap();
    let panel = html.find("id=\"urgent-heading\"").unwrap();
    assert!(results < panel && panel < html.find("class=\"rows\"").unwrap(), "{html}");
}

#[tokio::test]
async fn the_shortlist_goes_along_without_script() {
    let html = page("/professionals?near=B98+9JG&ids=samaritans,nothing-known&age=14").await;
    assert!(html.contains("type=\"hidden\" name=\"ids\" value=\"samaritans\""), "{html}");
    assert!(html.contains("&ids=samaritans"), "links to services carry it");
    let search = page("/search?near=B98+9JG&ids=samaritans").await;
    assert!(search.contains("name=\"ids\" value=\"samaritans,"), "a card adds to it");
}

#[tokio::test]
async fn the_old_form_leads_here() {
    let response = fetch("/professionals/family").await;
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(header(response.headers(), "location"), "/professionals");
}

#[tokio::test]
async fn the_levels_say_what_to_do_and_whom_to_ring() {
    let html = page("/professionals/levels-of-need").await;
    for words in ["Level 1: ", "Level 2: ", "Level 3: ", "Level 4: ", "We do not know its address yet", "tel:999"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("tel:01905822666") && html.contains("tel:01905768020"));
    assert!(html.contains("href=\"/professionals?level=2#results\""));
}

#[tokio::test]
async fn the_pathway_has_its_steps_and_no_address_of_who_has_ended() {
    let html = page("/professionals/pathway").await;
    for step in ["Identify", "Assess", "Plan", "Review", "End"] {
        assert!(html.contains(&format!("<h3>{step}</h3>")), "{step}");
    }
    // The address of the company that ended in September 2024 is not shown.
    assert!(!html.contains("worcschildrenfirst") && !html.contains("mailto:"), "{html}");
    assert!(html.contains("voluntary") && html.contains("tel:01905822666") && html.contains("tel:01905768020"));
    assert!(html.contains("Early help guidance for professionals"), "the source is named");
}

#[tokio::test]
async fn a_start_gives_the_days_of_review_and_their_calendar() {
    let html = page("/professionals/pathway?start=2026-11-26").await;
    assert!(html.contains("Thursday 7 January 2027") && html.contains("Thursday 18 February 2027"), "{html}");
    let to = "/professionals/pathway/review.ics?start=2026-11-26";
    assert!(html.contains(&format!("href=\"{to}\"")));
    let response = fetch(to).await;
    assert_eq!(header(response.headers(), "content-type"), "text/calendar; charset=utf-8");
    assert_eq!(header(response.headers(), "content-disposition"), "attachment; filename=\"review-days.ics\"");
    let file = response.text().await.unwrap();
    assert!(file.contains("DTSTART;VALUE=DATE:20270107\r\n") && file.contains("DTSTART;VALUE=DATE:20270218\r\n"));
    assert_eq!(file.matches("BEGIN:VEVENT").count(), file.matches("END:VEVENT").count());
}

#[tokio::test]
async fn a_start_that_is_no_day_is_told_on_the_page() {
    let html = page("/professionals/pathway?start=%3Cscript%3E").await;
    assert!(html.contains("We could not read that day.") && !html.contains("<script>\""), "{html}");
    assert_eq!(fetch("/professionals/pathway/review.ics?start=soon").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(fetch("/professionals/pathway/review.ics").await.status(), StatusCode::NOT_FOUND);
}
