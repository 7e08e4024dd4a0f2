//! The address of a tile server.

/// Where picture tiles are, and who made them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    url: String,
    origin: String,
    attribution: String,
}

impl Tiles {
    /// From an address that [`Tiles::check`] has passed.
    pub fn new(url: &str, attribution: &str) -> Result<Self, String> {
        let origin = Self::origin_of(url)?.to_owned();
        let attribution = attribution.trim();
        if attribution.is_empty() {
            return Err("say whose map it is, as its licence asks, with --tiles-attribution".to_owned());
        }
        Ok(Self { url: url.to_owned(), origin, attribution: attribution.to_owned() })
    }

    /// The address with `{z}`, `{x}` and `{y}` in it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whose map it is.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// Passes an address such as `https://tiles.example.org/{z}/{x}/{y}.png`. Without https only this
    /// machine itself may be named: others on the way could see and change what people look at.
    pub fn check(url: &str) -> Result<String, String> {
        Self::origin_of(url).map(|_| url.to_owned())
    }

    fn origin_of(url: &str) -> Result<&str, String> {
        let wrong = || "write it like https://tiles.example.org/{z}/{x}/{y}.png".to_owned();
        let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
        let host = rest.split('/').next().unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let here = matches!(name, "127.0.0.1" | "localhost" | "[::1]");
        // Host and path stand in a header and in a page: plain characters only.
        let plain_host =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        let path = &rest[host.len()..];
        let plain_path = path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`^|".contains(&byte));
        let places = ["{z}", "{x}", "{y}"].iter().all(|place| path.matches(place).count() == 1);
        if !(scheme == "https" || (scheme == "http" && here)) || !plain_host || !plain_path || !places {
            return Err(wrong());
        }
        let others = path.replace("{z}", "").replace("{x}", "").replace("{y}", "");
        if others.contains(['{', '}']) {
            return Err("only {z}, {x} and {y} may stand in braces: name one host, and one size of picture".to_owned());
        }
        Ok(&url[..scheme.len() + 3 + host.len()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_what_pages_may_load_pictures_from() {
        for (url, origin) in [
            ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
            ("https://example.org:8443/a/b?z={z}&x={x}&y={y}&key=k-1", "https://example.org:8443"),
            ("http://127.0.0.1:9000/{z}/{x}/{y}", "http://127.0.0.1:9000"),
        ] {
            let tiles = Tiles::new(url, " © Example ").unwrap();
            assert_eq!((tiles.url(), tiles.origin(), tiles.attribution()), (url, origin, "© Example"));
        }
    }

    #[test]
    fn what_would_break_a_header_or_a_page_is_refused() {
        for url in [
            "",
            "tiles.example.org/{z}/{x}/{y}.png",
            "http://tiles.example.org/{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}",
            "https://a b/{z}/{x}/{y}",
            "https://a;script-src *//{z}/{x}/{y}",
            "https://a,b/{z}/{x}/{y}",
            "https://{z}/{x}/{y}",
            "https://a/{z}/{x}.png",
            "https://a/{z}/{x}/{y}{y}",
            "https://a/{s}/{z}/{x}/{y}",
            "https://a/{z}/{x}/{y}\"><script>",
            "https://a/{z}/{x}/{y}\n",
            "https://user@a/{z}/{x}/{y}",
            "https://*.a/{z}/{x}/{y}",
        ] {
            assert!(Tiles::check(url).is_err(), "{url}");
        }
        assert!(Tiles::new("https://a/{z}/{x}/{y}", " ").unwrap_err().contains("--tiles-attribution"));
    }
}
