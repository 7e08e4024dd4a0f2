//! Compression: which form a browser takes (RFC 9110, section 12.5.3), and how it is made.

use axum::{
    body::Body,
    http::{Extensions, HeaderMap, HeaderValue, Request, StatusCode, Version, header},
    response::Response,
};
use std::{
    convert::Infallible,
    future::ready,
    io::{self, Write},
};
use tower::{ServiceExt, service_fn};
use tower_http::compression::{
    Compression,
    predicate::{Predicate, SizeAbove},
};

/// Below this many bytes nothing is won.
const LEAST: u64 = 512;
/// For files that are compressed once: near the best, at a tenth of the best one's time.
const FILE_QUALITY: i32 = 9;

/// A form that browsers take, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `br`, RFC 7932.
    Brotli,
    /// `gzip`, RFC 1952.
    Gzip,
}

impl Encoding {
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in headers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The bytes in this form; `None` when that would win nothing.
    pub(super) fn compress(self, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        if (bytes.len() as u64) < LEAST {
            return Ok(None);
        }
        let mut out = Vec::with_capacity(bytes.len() / 2);
        match self {
            Self::Brotli => {
                let parameters = brotli::enc::BrotliEncoderParams { quality: FILE_QUALITY, ..Default::default() };
                brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
            }
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(&mut out, flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()?;
            }
        }
        Ok((out.len() < bytes.len()).then_some(out))
    }

    /// Whether a browser takes it: named, or covered by `*`, and not with a weight of 0.
    pub(super) fn is_accepted(self, headers: &HeaderMap) -> bool {
        let mut any = false;
        for part in headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()) {
            for choice in part.split(',') {
                let mut parameters = choice.split(';').map(str::trim);
                let name = parameters.next().unwrap_or_default();
                let weight = parameters.find_map(|parameter| parameter.strip_prefix("q="));
                let wanted = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0));
                if name.eq_ignore_ascii_case(self.name()) {
                    return wanted;
                }
                any |= name == "*" && wanted;
            }
        }
        any
    }
}

/// Marks an answer that has its final form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finished;

/// The forms that a browser says it takes; `None` when it says nothing but that it takes the plain one.
pub(super) struct Wanted(Option<HeaderMap>);

impl Wanted {
    /// Of a request's headers.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let said = headers.get_all(header::ACCEPT_ENCODING);
        let plain = said.iter().all(|value| value == "identity");
        Self((!plain).then(|| said.iter().map(|value| (header::ACCEPT_ENCODING, value.clone())).collect()))
    }

    /// Gives an answer the smallest of these forms, where that wins something: text of some length. It
    /// passes the layer only then, since what that makes of a body takes kilobytes, compressed or not.
    pub(super) async fn encode(self, mut response: Response) -> Response {
        let worth_it = SizeAbove::new(LEAST).and(is_text);
        let Some(said) = self.0 else {
            let headers = response.headers();
            let finished =
                [header::CONTENT_ENCODING, header::CONTENT_RANGE].iter().any(|name| headers.contains_key(name));
            if !finished && worth_it.should_compress(&response) {
                response.headers_mut().append(header::VARY, header::ACCEPT_ENCODING.into());
            }
            return response;
        };
        let mut asked = Request::new(());
        *asked.headers_mut() = said;
        let made = service_fn(move |_| ready(Ok::<_, Infallible>(std::mem::take(&mut response))));
        let encoded = Compression::new(made).compress_when(worth_it).oneshot(asked).await;
        encoded.unwrap_or_else(|never| match never {}).map(Body::new)
    }
}

fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, extensions: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let text = kind.starts_with(b"text/")
        || [&b"json"[..], b"xml"].iter().any(|word| kind.windows(word.len()).any(|part| part == *word));
    text && extensions.get::<Finished>().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(header: &'static str) -> [bool; 2] {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(header))]);
        Encoding::ALL.map(|encoding| encoding.is_accepted(&headers))
    }

    #[test]
    fn what_a_browser_refuses_is_not_sent() {
        assert_eq!(accepts("gzip, deflate, br, zstd"), [true, true]);
        assert_eq!(accepts("GZIP;q=0.5"), [false, true]);
        assert_eq!(accepts("br;q=0, *"), [false, true]);
        assert_eq!(accepts("*; q=0"), [false, false]);
        assert_eq!(accepts("identity"), [false, false]);
        assert!(!Encoding::Gzip.is_accepted(&HeaderMap::new()));
    }

    #[test]
    fn short_and_random_bytes_stay_as_they_are() {
        for encoding in Encoding::ALL {
            assert!(encoding.compress(b"short").unwrap().is_none());
            assert!(encoding.compress(&b"a style sheet ".repeat(100)).unwrap().unwrap().len() < 200);
        }
    }
}
