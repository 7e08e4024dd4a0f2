//! Handlers of requests, a module for each resource; which address has which stands in
//! [`crate::routes`].

pub(crate) mod basemap;
pub(crate) mod booklet;
pub(crate) mod built_files;
pub(crate) mod changes;
pub(crate) mod developers;
pub(crate) mod districts;
pub(crate) mod embed;
pub(crate) mod health;
pub(crate) mod holidays;
pub(crate) mod home;
pub(crate) mod hubs;
pub(crate) mod information;
pub(crate) mod manifest;
pub(crate) mod map_page;
pub(crate) mod messages;
pub(crate) mod needs;
pub(crate) mod open_data;
pub(crate) mod open_referral;
pub(crate) mod places;
pub(crate) mod professionals;
pub(crate) mod search;
pub(crate) mod security_txt;
pub(crate) mod services;
pub(crate) mod shortlist;
pub(crate) mod sitemap;
pub(crate) mod suggest;
pub(crate) mod urgent;
pub(crate) mod young_people;

use crate::{
    answer::{Nonce, Page},
    errors::AppError,
    state::AppState,
};
use app::model::Head;
use axum::extract::State;
use std::sync::Arc;

/// What every handler takes.
pub(crate) type App = State<Arc<AppState>>;
/// A page, or why there is none.
pub(crate) type PageResult = Result<Page, AppError>;

/// The head of a page of the menu. `path` is its address without what was asked for.
fn page_head(app: &AppState, title: &str, description: &str, path: &str) -> Head {
    Head { own_path: path.to_owned(), ..untold_head(app, title, description, path) }
}

/// The head of a page of which others are told nothing: a search, a shortlist, help with what is sensitive.
fn untold_head(app: &AppState, title: &str, description: &str, path: &str) -> Head {
    Head {
        title: title.to_owned(),
        description: description.to_owned(),
        path: path.to_owned(),
        day: app.today(),
        ..Head::default()
    }
}

/// The head of a page about a sensitive need or service: it says nothing of it where a browser, a search engine or
/// a chat would show it.
fn sensitive_head(app: &AppState, path: &str) -> Head {
    untold_head(app, "Help for families", "Somebody who can help.", path)
}

/// The head of a page that holds islands.
fn with_islands(head: Head, nonce: &Nonce) -> Head {
    Head { islands: true, nonce: nonce.as_str().to_owned(), ..head }
}
