//! The state of a running site that every handler reads.

use super::{assets::Files, hearing::Hearing};
use app::model::{ContactText, OperatorText, Site, UrgentLine, site::PhoneNumberText};
use chrono::{DateTime, Utc};
use directory::{Colours, GlossaryTerm, PhoneNumber, Slug};
use exchange::oruk::Feed;
use folder::Fingerprint;
use map::{BaseMap, basemap::Basemap};
use schedule::clock::Clock;
use search::{
    catalogue::Catalogue,
    {Engine, suggest::Suggester},
};
use std::sync::{Arc, OnceLock};
use store::StoreHealth;

/// `--paper` in light and in dark, as the site's own style sheet sets it.
const PAPERS: (&str, &str) = ("#fff8ef", "#1d1620");

/// Everything that is ready once the site runs. It never changes; handlers share it. A site whose
/// records change is another one ([`AppState::renewed`]).
pub struct AppState {
    /// The records and the search over them.
    pub engine: Engine,
    /// What is offered while somebody types.
    pub suggester: Suggester,
    /// What maps are drawn from.
    pub map: Arc<BaseMap>,
    /// What every page carries.
    pub site: Site,
    /// The built files.
    pub files: Arc<Files>,
    /// What a steward put under the markers of the interactive map.
    pub basemap: Option<Basemap>,
    /// The queue before the sentence model.
    pub(crate) hearing: Hearing,
    /// Whether what visitors write can be kept.
    pub store_health: StoreHealth,
    /// What time it is.
    pub clock: Clock,
    /// The site's own address as others write it, without a slash at its end.
    pub public_url: String,
    /// What stands before the path of a link in a file that others take away: the site's own address where
    /// a steward gave it, and nothing where it is only guessed from the one listened on.
    pub(crate) links_from: String,
    /// The print of the records, as the store gives it.
    pub version: String,
    /// When the words of the authority's folder were read.
    pub(crate) started: DateTime<Utc>,
    feed: OnceLock<Feed>,
}

impl AppState {
    /// From what was loaded.
    pub fn new(engine: Engine, map: BaseMap, files: Files, clock: Clock, public_url: String, version: String) -> Self {
        let site = site(&engine.catalogue, &files, &public_url);
        let suggester = Suggester::new(&engine.catalogue);
        let (map, files) = (Arc::new(map), Arc::new(files));
        Self {
            engine,
            suggester,
            map,
            site,
            files,
            basemap: None,
            hearing: Hearing::default(),
            store_health: StoreHealth::default(),
            clock,
            public_url,
            links_from: String::new(),
            version,
            started: Utc::now(),
            feed: OnceLock::new(),
        }
    }

    /// This site with other records; whatever does not depend on them is shared.
    pub fn renewed(&self, engine: Engine, version: String) -> Self {
        let renewed = Self {
            site: Site {
                assets: self.site.assets.clone(),
                public_url: self.site.public_url.clone(),
                ..site(&engine.catalogue, &self.files, &self.public_url)
            },
            suggester: self.suggester.renewed(&engine.catalogue),
            map: self.map.clone(),
            files: self.files.clone(),
            basemap: self.basemap.clone(),
            hearing: self.hearing.clone(),
            store_health: self.store_health.clone(),
            clock: self.clock,
            public_url: self.public_url.clone(),
            links_from: self.links_from.clone(),
            started: self.started,
            feed: OnceLock::new(),
            engine,
            version,
        };
        if self.feed.get().is_some() {
            renewed.feed();
        }
        renewed
    }

    /// With a base map of the steward's, which pages with a map then name.
    pub fn with_basemap(mut self, basemap: Option<Basemap>) -> Self {
        if let (Some(map), Some(basemap)) = (&mut self.site.assets.map, &basemap) {
            let map = Arc::make_mut(map);
            map.basemap = self.files.basemap(basemap);
            map.elsewhere = basemap.host().map(str::to_owned);
        }
        Self { basemap, ..self }
    }

    /// With the address that a steward gave: it stands before each link in files, which are paths without one, and
    /// in what pages tell others of themselves.
    pub fn with_links_from(mut self, address: Option<String>) -> Self {
        self.site.public_url.clone_from(&address);
        Self { links_from: address.unwrap_or_default(), ..self }
    }

    /// The day in words: "26 November 2026".
    pub(crate) fn today(&self) -> String {
        self.clock.local().format("%-d %B %Y").to_string()
    }

    /// What the open data looks up, made when it is first asked for.
    pub(crate) fn feed(&self) -> &Feed {
        self.feed.get_or_init(|| Feed::new(&self.engine.catalogue))
    }

    /// When the records were loaded last. A list changes with a record that is gone too, so that this is
    /// what counts for it.
    pub(crate) fn loaded_at(&self) -> Option<DateTime<Utc>> {
        self.engine.catalogue.loaded_at()
    }

    /// The print of what an answer is made of while this server runs: the records, and the words that it
    /// read at its start.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add(self.version.as_bytes());
        fingerprint.add(self.started.to_rfc3339().as_bytes());
        fingerprint
    }

    /// Whether the site stands behind https, so that browsers may be told to stay there.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn site(catalogue: &Catalogue, files: &Files, home: &str) -> Site {
    let authority = &catalogue.authority;
    let number =
        |number: &PhoneNumber| PhoneNumberText { printed: number.as_str().to_owned(), digits: number.digits() };
    let urgent = authority.urgent.iter().map(|line| UrgentLine {
        name: line.name.clone(),
        number: number(&line.number),
        texts_only: false,
        when: line.when.clone(),
        note: line.note.clone(),
        url: catalogue.service(&line.service_id).map(|service| format!("/services/{}", service.id)),
    });
    let (light, dark) = authority.colours.as_ref().map_or(PAPERS, Colours::papers);
    Site {
        name: authority.site_name.clone(),
        short_name: authority.short_name.clone().unwrap_or_else(|| authority.site_name.clone()),
        public_url: None,
        home: home.to_owned(),
        authority: authority.name.clone(),
        council: authority.council.clone(),
        council_url: authority.council_url.clone(),
        notice: authority.notice.clone(),
        leave_url: authority.leave_url.clone(),
        fallback_label: authority.fallback.label.clone(),
        fallback: number(&authority.fallback.number),
        attributions: authority.attributions.iter().map(|line| line.text.clone()).collect(),
        urgent: urgent.collect(),
        papers: (light.to_owned(), dark.to_owned()),
        assets: files.addresses(),
        operator: OperatorText {
            name: authority.operator.as_ref().map_or(String::new(), |operator| operator.name.clone()),
            url: authority.operator.as_ref().and_then(|operator| operator.url.clone()),
            words: authority.operator_words(),
        },
        contact: ContactText {
            email: authority.contact.email.clone(),
            phone: authority.contact.phone.as_ref().map(number),
            url: authority.contact.url.clone(),
        },
        glossary: glossary_words(&catalogue.terms.glossary),
    }
}

/// The words of the glossary, the longest first: "early help assessment" before "early help".
fn glossary_words(glossary: &[GlossaryTerm]) -> Vec<(String, Slug)> {
    let words = glossary.iter().flat_map(|term| term.said.iter().map(|said| (said.clone(), term.slug.clone())));
    let mut words: Vec<_> = words.collect();
    words.sort_by_key(|(said, _)| std::cmp::Reverse(said.len()));
    words
}
