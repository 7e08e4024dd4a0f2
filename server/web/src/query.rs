//! The query string.

use super::errors::AppError;
use axum::{extract::FromRequestParts, http::request::Parts};

/// The names and values of a query string in their order, decoded: `+` is a space. What is not
/// UTF-8 is refused, since a guess could search for something else than was meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Pairs {
    type Rejection = AppError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        pairs(parts.uri.query().unwrap_or_default()).ok_or(AppError::BadAddress)
    }
}

fn pairs(query: &str) -> Option<Pairs> {
    // `&`, `=` and `+` are ASCII, so the whole is UTF-8 exactly when each part is.
    percent_encoding::percent_decode_str(query).decode_utf8().ok()?;
    Some(Pairs(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<Vec<(String, String)>> {
        pairs(query).map(|pairs| pairs.0)
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_query_is_read_in_order_with_repeats_and_spaces() {
        let read = read("need=a&q=caf%C3%A9+au%20lait&need=b&empty=&bare").unwrap();
        let want =
            [pair("need", "a"), pair("q", "café au lait"), pair("need", "b"), pair("empty", ""), pair("bare", "")];
        assert_eq!(read, want);
    }

    #[test]
    fn what_is_not_utf8_is_refused_and_a_lone_percent_sign_is_not() {
        assert_eq!(read("q=%FF"), None);
        assert_eq!(read("q=%C3&x=%A9"), None);
        assert_eq!(read("q=100%").unwrap(), [pair("q", "100%")]);
        assert_eq!(read("q=%00%0a").unwrap(), [pair("q", "\0\n")]);
        assert_eq!(read("").unwrap(), []);
    }
}
