//! What every page carries.

use directory::Slug;
use std::sync::Arc;

/// The site around a page. One value serves all requests but for the nonce.
#[derive(Debug, Clone)]
pub struct Site {
    /// What the site is called.
    pub name: String,
    /// What stands under its icon on a phone.
    pub short_name: String,
    /// The site's own address without a slash at its end, where a steward gave it. Without it nothing is said that
    /// must be absolute.
    pub public_url: Option<String>,
    /// Its own address as others write it, without a slash at its end.
    pub home: String,
    /// The county: "Worcestershire".
    pub authority: String,
    /// The council of this place, which need not be who runs the site.
    pub council: String,
    /// The council's own site.
    pub council_url: String,
    /// One or two sentences about how sure the records are.
    pub notice: String,
    /// Where 'Leave this page' goes.
    pub leave_url: String,
    /// The line to ring when nothing else is known, inside a sentence: "the county's Family Hub line".
    pub fallback_label: String,
    /// Its number.
    pub fallback: PhoneNumberText,
    /// The lines licences ask for.
    pub attributions: Vec<String>,
    /// Urgent numbers, most urgent first.
    pub urgent: Vec<UrgentLine>,
    /// The paper's colour in light and in dark, for a browser's own bars.
    pub papers: (String, String),
    /// Addresses of the built files.
    pub assets: Assets,
    /// Who runs the site.
    pub operator: OperatorText,
    /// Where else than by our own form people may write about the site.
    pub contact: ContactText,
    /// Words of the glossary as they are said inside sentences, the longest first, and their ids.
    pub glossary: Vec<(String, Slug)>,
}

/// Who runs the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperatorText {
    /// Its name; empty where nobody is named.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// Who runs the site, in a sentence or two.
    pub words: String,
}

/// Where people may write about the site; what is empty is not known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactText {
    /// An e-mail address.
    pub email: String,
    /// A number.
    pub phone: Option<PhoneNumberText>,
    /// A page with a form.
    pub url: String,
}

/// A number ready to print and to ring.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumberText {
    /// As printed: "01905 520032".
    pub printed: String,
    /// As a `tel:` link takes it: "01905520032".
    pub digits: String,
}

/// Addresses of the built files, with their hashes.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The authority's own colours, where it sets any.
    pub colours: Option<String>,
    /// The 'Leave this page' script of every page.
    pub leave: String,
    /// The glue of the islands; `None` when the browser half was not built.
    pub islands_js: Option<String>,
    /// The wasm of the islands.
    pub islands_wasm: Option<String>,
    /// Address of the icon.
    pub icon: String,
    /// The icon as a picture of 32 pixels, for browsers that draw no other, and of 180 with its ground, for the
    /// first screen of a phone.
    pub small_icon: Option<String>,
    /// See [`Self::small_icon`].
    pub touch_icon: Option<String>,
    /// The picture that stands beside a shared link, of 1200 by 630 pixels.
    pub share_picture: Option<String>,
    /// The script of the shortlist; `None` when the site's folder has none.
    pub shortlist: Option<String>,
    /// The script that counts while filters are chosen; `None` when the site's folder has none.
    pub filters: Option<String>,
    /// What the interactive map loads; `None` when its files are not there.
    pub map: Option<Arc<MapFiles>>,
}

/// Addresses of what the interactive map is made of. A page names them all and loads only `button`
/// until somebody opens the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapFiles {
    /// The script behind the button that opens a map.
    pub button: String,
    /// Our own driver of the library.
    pub driver: String,
    /// Leaflet.
    pub leaflet: String,
    /// Leaflet's clusters.
    pub clusters: String,
    /// Style sheets in their order, with spaces between them.
    pub sheets: String,
    /// Districts, rivers and towns as data.
    pub ground: String,
    /// Another ground than our own vectors, as JSON for the driver's `layGround`.
    pub basemap: Option<String>,
    /// The other host that the pictures of that ground come from, if they do.
    pub elsewhere: Option<String>,
}

/// The head of one page.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The page's title, without the site's name. Never holds what was typed.
    pub title: String,
    /// A sentence for search engines and shared links; neutral on sensitive pages.
    pub description: String,
    /// The path of the page in the menu that this one belongs to.
    pub path: String,
    /// The page's own path, for search engines and shared links; empty where others are to be told nothing of it: a
    /// search, a shortlist, a sensitive need or service, an error.
    pub own_path: String,
    /// What programs may read of the page: linked data (schema.org in JSON-LD 1.1).
    pub linked_data: Option<String>,
    /// The day it was made, for paper: "26 November 2026".
    pub day: String,
    /// Whether the page holds islands and so needs their script.
    pub islands: bool,
    /// The request's nonce for the islands' loader.
    pub nonce: String,
    /// Whether anything on the page can be put on the shortlist, so that its script is needed.
    pub shortlist: bool,
    /// Whether search engines should leave it out (searches, sensitive needs, errors).
    pub no_index: bool,
}

/// An urgent number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrgentLine {
    /// Who answers.
    pub name: String,
    /// The number.
    pub number: PhoneNumberText,
    /// Whether it is for texts only.
    pub texts_only: bool,
    /// When somebody answers.
    pub when: String,
    /// A sentence about it.
    pub note: String,
    /// Page of its record.
    pub url: Option<String>,
}
