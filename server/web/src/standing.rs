//! Pages that always stand: what words mean, about the site, privacy, accessibility, adding a service.

use super::{
    Routes,
    answer::Page,
    pages::{Answered, App, head},
};
use crate::present::standing;
use axum::routing::get;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/glossary", get(glossary))
        .route("/about", get(about))
        .route("/privacy", get(privacy))
        .route("/accessibility", get(accessibility))
        .route("/add-a-service", get(add_a_service))
}

async fn glossary(app: App) -> Answered {
    let head = head("What words mean", "Words that people who work with families use, in plain words.", "/glossary");
    Ok(Page::new(app::glossary(&app.site, &head, &standing::glossary(&app.engine.catalogue))))
}

async fn about(app: App) -> Answered {
    let head = head("About this site", "What is in it, how we know it, and who looks after it.", "/about");
    Ok(Page::new(app::about(&app.site, &head, &standing::about(&app.engine.catalogue))))
}

async fn privacy(app: App) -> Answered {
    let head = head("Privacy", "What this site keeps, and what it does not.", "/privacy");
    Ok(Page::new(app::privacy(&app.site, &head)))
}

async fn accessibility(app: App) -> Answered {
    let sentence = "What works for everybody, what does not yet, and how to tell us.";
    let head = head("Accessibility statement", sentence, "/accessibility");
    let page = standing::accessibility(&app.engine.catalogue);
    Ok(Page::new(app::accessibility(&app.site, &head, &page)))
}

async fn add_a_service(app: App) -> Answered {
    let head = head("Add a service", "How to add help for families, or put something right.", "/add-a-service");
    Ok(Page::new(app::add_a_service(&app.site, &head)))
}
