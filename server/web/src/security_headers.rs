//! What every answer tells browsers and caches about safety: the content security policy, who may read
//! or frame it, and that what was searched for is kept nowhere.

use super::{
    answer::{Cache, PageNeeds},
    desk::is_desk,
    state::AppState,
};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use map::basemap::Basemap;
use std::sync::{Arc, LazyLock};
use tower_http::set_header::response::SetMultipleResponseHeadersLayer;

/// What a page that other sites show in a frame may do: look as it does, and send its own form.
const POLICY_IN_FRAMES: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";

/// What an answer without a page may do.
const POLICY_OF_NOTHING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");

/// The same on every answer.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
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

const NO_FRAMES: HeaderValue = HeaderValue::from_static("DENY");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// A year. Without the domain's other hosts, which are not ours to promise for.
const STAY_ON_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Sets the headers that are the same on every answer, but for what the desk says otherwise.
pub(crate) fn fixed_headers() -> SetMultipleResponseHeadersLayer<Response> {
    SetMultipleResponseHeadersLayer::if_not_present(ALWAYS.map(Into::into).to_vec())
}

/// The header lines of an answer that has no body and passes no layer, each with its end.
pub(crate) fn of_bare_answers() -> &'static str {
    static LINES: LazyLock<String> = LazyLock::new(|| {
        let own = [
            (header::CONTENT_SECURITY_POLICY, POLICY_OF_NOTHING),
            (header::X_FRAME_OPTIONS, NO_FRAMES),
            (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
            (header::CACHE_CONTROL, Cache::Never.header()),
        ];
        let line = |(name, value): (HeaderName, HeaderValue)| format!("{name}: {}\r\n", value.to_str().unwrap_or(""));
        ALWAYS.into_iter().chain(own).map(line).collect()
    });
    &LINES
}

/// Whether an address gives data for everybody's use: other sites may read it, and what goes
/// wrong there is said in JSON.
pub(crate) fn is_open_data(path: &str) -> bool {
    ["/api/", "/data/", "/oruk/"].iter().any(|part| path.starts_with(part))
        || ["/map.geojson", "/openapi.json", "/oruk"].contains(&path)
        || path.ends_with(".atom")
}

/// Sets the headers that depend on the address and the page.
pub(crate) async fn set_page_headers(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let open = is_open_data(request.uri().path());
    let of_desk = is_desk(request.uri().path());
    let searched = request.uri().query().is_some_and(|query| !query.is_empty());
    let mut response = next.run(request).await;
    let needs = response.extensions_mut().remove::<PageNeeds>().unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy(&app, &needs));
    if !needs.in_frames {
        headers.insert(header::X_FRAME_OPTIONS, NO_FRAMES);
    }
    let resources = if open || needs.in_frames { "cross-origin" } else { "same-origin" };
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
    if of_desk {
        headers.insert(header::CACHE_CONTROL, Cache::Never.header());
        headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
        // With 'no-referrer' a browser sends `Origin: null` with our own forms.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    response
}

/// The content security policy of a page. One with islands may run the inline script that has its
/// nonce, and wasm; one with a map may load pictures from the steward's tile server.
fn policy(app: &AppState, needs: &PageNeeds) -> HeaderValue {
    if needs.in_frames {
        return HeaderValue::from_static(POLICY_IN_FRAMES);
    }
    let scripts = match &needs.nonce {
        Some(nonce) => format!("'self' 'nonce-{}' 'wasm-unsafe-eval'", nonce.as_str()),
        None => "'self'".to_owned(),
    };
    let pictures = match app.basemap.as_ref().and_then(Basemap::origin) {
        Some(tiles) if needs.map => format!("'self' data: {tiles}"),
        _ => "'self' data:".to_owned(),
    };
    let policy = format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src {pictures}; connect-src 'self'; \
         font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    );
    // A nonce is hexadecimal and an origin was checked; the strictest policy would be the answer if
    // they ever were not.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
