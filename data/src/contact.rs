//! Web and e-mail addresses, as far as their form can be told.

use crate::{cell::is_invisible, problem::Invalid};
/// Reads a web address: http:// or https:// in whatever case, a host with a dot, no name of an account
/// before it (`https://good.example@evil.example`), and no space or quote.
pub fn web_address(text: &str) -> Result<String, Invalid> {
    let invalid = || Invalid::new("is not a web address", "write it whole, such as https://www.example.org/page");
    let (scheme, rest) = text.split_once("://").ok_or_else(invalid)?;
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'));
    let is_clean = !text.chars().any(|c| unfit(c) || matches!(c, '\\' | '`'));
    if matches!(scheme.as_str(), "http" | "https") && is_host && is_clean {
        Ok(format!("{scheme}://{rest}"))
    } else {
        Err(invalid())
    }
}

/// Reads an e-mail address: a name, an at sign and a host, and nothing that a mail program would take
/// for a second address or a text (`?cc=`).
pub fn email(text: &str) -> Result<String, Invalid> {
    let in_name = |c: char| !unfit(c) && !matches!(c, '?' | '&' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '\\' | '%');
    match text.split_once('@') {
        Some((name, host))
            if !name.is_empty()
                && name.chars().all(in_name)
                && host.contains('.')
                && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-')) =>
        {
            Ok(text.to_owned())
        }
        _ => Err(Invalid::new(
            "is not an e-mail address",
            "write it like name@example.org, without anything before or after",
        )),
    }
}

/// What stands in no address.
fn unfit(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '"' | '<' | '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_hide_something_are_refused() {
        for text in [
            "https://www.example.org/a?b=c@d",
            "http://example.org",
            "HTTPS://Example.org/x",
            "https://example.org:8080/",
        ] {
            assert!(web_address(text).is_ok(), "{text}");
        }
        assert_eq!(web_address("HTTPS://Example.org/x").unwrap(), "https://Example.org/x");
        for text in [
            "https://good.example@evil.example",
            "https://a\u{200b}.example.org",
            "ftp://example.org",
            "example.org",
            "https://x",
        ] {
            assert!(web_address(text).is_err(), "{text}");
        }
        for text in ["info@example.org", "o'brien+hub@mail.example.co.uk"] {
            assert!(email(text).is_ok(), "{text}");
        }
        for text in [
            "a@b.example?cc=evil@x.example&body=hi",
            "info\u{200b}@example.org",
            "mailto:info@example.org",
            "a,b@c.example",
            "a@b",
            "%40@b.example",
        ] {
            assert!(email(text).is_err(), "{text}");
        }
    }
}
