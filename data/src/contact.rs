//! Web and e-mail addresses, as far as their form can be told.

use crate::problem::Invalid;

/// Reads a web address that begins with http:// or https:// and has no spaces.
pub fn web_address(text: &str) -> Result<String, Invalid> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if host.contains('.') && !text.contains(char::is_whitespace) => Ok(text.to_owned()),
        _ => Err(Invalid::new("is not a web address", "write it whole, such as https://www.example.org/page")),
    }
}

/// Reads an e-mail address: a name, an at sign and a host.
pub fn email(text: &str) -> Result<String, Invalid> {
    match text.split_once('@') {
        Some((name, host)) if !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace) => {
            Ok(text.to_owned())
        }
        _ => Err(Invalid::new("is not an e-mail address", "write it like name@example.org")),
    }
}
