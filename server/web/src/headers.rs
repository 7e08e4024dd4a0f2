//! What every answer tells browsers and caches.

use super::{
    answer::{Cache, Nonce, Shown},
    state::AppState,
};
use axum::{
    http::{HeaderName, HeaderValue, Uri, header},
    response::Response,
};
use map::basemap::Basemap;

/// What a page may do, in three parts: after the first stands what islands need, after the second the
/// host of a map's tiles.
const SCRIPTS: &str = "default-src 'none'; script-src 'self'";
const PICTURES: &str = "; style-src 'self'; img-src 'self' data:";
const REST: &str = "; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                    manifest-src 'self'";

/// What a page that other sites show in a frame may do: look as it does, and send its own form.
const POLICY_IN_FRAMES: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";

/// The same on every answer.
static ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "geolocation=(self), accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
         encrypted-media=(), fullscreen=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
        ),
    ),
];

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A year. Without the domain's other hosts, which are not ours to promise for.
const STAY_ON_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Whether an address gives data for everybody's use: other sites may read it, and what goes
/// wrong there is said in JSON.
fn is_open_data(path: &str) -> bool {
    ["/api/", "/data/", "/oruk/"].iter().any(|part| path.starts_with(part))
        || ["/map.geojson", "/openapi.json", "/oruk"].contains(&path)
        || path.ends_with(".atom")
}

/// What of a request says which headers its answer has.
pub(super) struct Guard {
    /// Whether it asks for data for everybody's use.
    pub(super) open: bool,
    /// Whether it has a query string.
    searched: bool,
}

impl Guard {
    pub(super) fn of(uri: &Uri) -> Self {
        Self { open: is_open_data(uri.path()), searched: uri.query().is_some_and(|query| !query.is_empty()) }
    }

    /// Puts the headers on.
    pub(super) fn protect(self, app: &AppState, response: &mut Response) {
        let Self { open, searched } = self;
        let shown = response.extensions().get::<Shown>();
        let in_frames = shown.is_some_and(|page| page.in_frames);
        let tiles = app.basemap.as_ref().and_then(Basemap::origin);
        let tiles = tiles.filter(|_| shown.is_some_and(Shown::holds_a_map));
        let nonce = shown.and_then(|page| page.nonce.as_ref());
        let policy = if in_frames { POLICY_IN_FRAMES.to_owned() } else { policy(nonce, tiles) };
        // A nonce is hexadecimal and an origin was checked; the strictest policy would be the answer if
        // they ever were not.
        let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        let headers = response.headers_mut();
        // Once for all, those that follow here and the connection's own included.
        headers.reserve(12);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        for (name, value) in &ALWAYS {
            headers.insert(name, value.clone());
        }
        if in_frames {
            headers.remove(header::X_FRAME_OPTIONS);
        }
        let resources = if open || in_frames { "cross-origin" } else { "same-origin" };
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static(resources));
        if open {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        if app.is_secure() {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, STAY_ON_HTTPS);
        }
        // What was searched for stays in no cache, whatever the handler thought of.
        let page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if !headers.contains_key(header::CACHE_CONTROL) || (searched && page) {
            headers.insert(header::CACHE_CONTROL, Cache::Never.header());
        }
    }
}

/// The policy of a page: with a nonce that of one with islands (the one inline script with the nonce,
/// and wasm), with `tiles` that of one with a map over another host's tiles (its pictures).
fn policy(nonce: Option<&Nonce>, tiles: Option<&str>) -> String {
    let mut policy = String::with_capacity(320);
    policy.push_str(SCRIPTS);
    if let Some(nonce) = nonce {
        policy.extend([" 'nonce-", nonce.as_str(), "' 'wasm-unsafe-eval'"]);
    }
    policy.push_str(PICTURES);
    if let Some(origin) = tiles {
        policy.extend([" ", origin]);
    }
    policy.push_str(REST);
    policy
}
