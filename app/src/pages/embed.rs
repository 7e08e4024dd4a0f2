//! The search box and short list that other sites show in a frame: a document of its own, without
//! our header and without any script. Its links open in the whole window, where 'Leave this page'
//! and urgent help stand.

use crate::{
    components::{
        language::LanguageBox,
        results::ResultSection,
        understood::SearchNotes,
        urgent::{QuietLine, UrgentPanel},
    },
    document::render_document,
    model::{EmbedPage, Site},
};
use leptos::prelude::*;

/// The whole document.
pub fn embed(site: &Site, page: &EmbedPage) -> String {
    render_document(|| view! { <Embed site page /> })
}

#[component]
fn Embed<'a>(site: &'a Site, page: &'a EmbedPage) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>"Help for families"</title>
                <meta name="robots" content="noindex" />
                <base target="_top" />
                <link rel="icon" type="image/svg+xml" href=site.assets.icon.as_str() />
                <link rel="stylesheet" href=site.assets.style.as_str() />
            </head>
            <body class="frame">
                <main>
                    <h1>"Find help for families"</h1>
                    <EmbedForm page />
                    {page.found.asked.then(|| view! { <EmbedResults site page /> })}
                    <EmbedFooter site />
                </main>
            </body>
        </html>
    }
}

#[component]
fn EmbedForm<'a>(page: &'a EmbedPage) -> impl IntoView {
    let hidden = page
        .kept
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.as_str() value=value.as_str() /> })
        .collect_view();
    view! {
        <form class="frame-form" action="/embed" method="get" target="_self" role="search">
            <div class="field">
                <label for="q">"What is going on?"</label>
                <input id="q" name="q" type="text" maxlength="300" autocomplete="off" value=page.q.as_str() />
            </div>
            <div class="field">
                <label for="near">"Postcode or town"</label>
                <input id="near" name="near" type="text" maxlength="100" autocomplete="off" value=page.near.as_str() />
            </div>
            {hidden}
            <button class="button" type="submit">"Find help"</button>
        </form>
    }
}

#[component]
fn EmbedResults<'a>(site: &'a Site, page: &'a EmbedPage) -> impl IntoView {
    let found = &page.found;
    view! {
        {found.language.as_ref().map(|help| view! { <LanguageBox site help /> })}
        {found.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <div class="notes">
            <SearchNotes page=found />
            {found.quiet.as_ref().map(|line| view! { <QuietLine line /> })}
            {found.only_general.then(|| view! {
                <p>"We did not find those words. These people help with most things, or know who does."</p>
            })}
        </div>
        {(found.total == 0).then(|| view! { <p class="empty">"We found nothing for this. Try fewer words or another place."</p> })}
        <ResultSection site id="near-heading" heading="Near you" more="near you" group=&found.near />
        <ResultSection site id="anywhere-heading" heading="By phone or online, wherever you live" more="by phone or online" group=&found.anywhere />
        <p><a class="button" href=page.all.as_str()>"See all of it, with the map"</a></p>
    }
}

#[component]
fn EmbedFooter<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p class="frame-foot">
            <a href="tel:999">"In danger? Ring 999"</a>
            <a href="/urgent">"Urgent help"</a>
            <a href="/">{site.name.as_str()}</a>
            <a href=site.leave_url.as_str() rel="noreferrer nofollow">"Leave this page"</a>
        </p>
        <p class="count">{format!("{} {}", site.operator.words, site.notice)}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK},
        model::{ResultGroup, SearchPage},
    };

    #[test]
    fn the_frame_has_no_script_and_its_links_leave_it() {
        let html = embed(&samples::site(), &EmbedPage::default());
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en-GB\">"), "{html}");
        assert!(!html.contains("<script") && !html.contains("style=\""), "{html}");
        assert!(html.contains("<base target=\"_top\">"), "{html}");
        assert!(html.contains("target=\"_self\"") && html.contains("href=\"tel:999\""), "{html}");
    }

    #[test]
    fn what_was_typed_and_chosen_is_kept_and_cannot_leave_its_field() {
        let page = EmbedPage {
            q: ATTACK.to_owned(),
            kept: vec![("need".to_owned(), ATTACK.to_owned())],
            found: SearchPage {
                asked: true,
                total: 1,
                near: ResultGroup { listings: vec![samples::attacked_listing()], total: 1, ..ResultGroup::default() },
                ..SearchPage::default()
            },
            ..EmbedPage::default()
        };
        let html = embed(&samples::site(), &page);
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains("<input type=\"hidden\" name=\"need\""), "{html}");
        assert!(html.contains("Near you"), "{html}");
    }
}
