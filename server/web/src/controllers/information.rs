//! Information pages: what words mean, about the site, privacy, accessibility.

use super::{App, PageResult, page_head};
use crate::{answer::Page, present::information};
use axum::extract::State;

pub(crate) async fn glossary(State(app): App) -> PageResult {
    let head = page_head(
        &app,
        "What words mean",
        "Words that people who work with families use, in plain words.",
        "/glossary",
    );
    Ok(Page::new(app::glossary(&app.site, &head, &information::glossary(&app.engine.catalogue))))
}

pub(crate) async fn about(State(app): App) -> PageResult {
    let head = page_head(&app, "About this site", "What is in it, how we know it, and who runs it.", "/about");
    Ok(Page::new(app::about(&app.site, &head, &information::about(&app.engine.catalogue))))
}

pub(crate) async fn privacy(State(app): App) -> PageResult {
    let head = page_head(&app, "Privacy", "What this site keeps, and what it does not.", "/privacy");
    Ok(Page::new(app::privacy(&app.site, &head)))
}

pub(crate) async fn accessibility(State(app): App) -> PageResult {
    let sentence = "What works for everybody, what does not yet, and how to tell us.";
    let head = page_head(&app, "Accessibility statement", sentence, "/accessibility");
    let page = information::accessibility(&app.engine.catalogue);
    Ok(Page::new(app::accessibility(&app.site, &head, &page)))
}
