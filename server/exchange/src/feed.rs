//! Reading an Open Referral feed over HTTP: page by page, patient with a slow server and
//! suspicious of a wrong one. Nothing is taken over from a feed that was not read whole.

mod cache;

use super::json;
use cache::FeedCache;
use reqwest::{Client, StatusCode, Url, header};
use serde_json::Value;
use std::{collections::HashSet, path::Path, time::Duration};

/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;
/// The largest feed, all its answers together, in bytes. In memory it is some four times as much.
const LARGEST_FEED: usize = 128 * 1024 * 1024;
/// The most pages a feed may have.
const MOST_PAGES: u64 = 20_000;
/// Services asked for at once.
const PER_PAGE: u64 = 100;

/// How long a slow feed is waited for, how often it is asked again, and how much is taken of it.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For an answer to begin and for each piece of it.
    pub wait: Duration,
    /// For a whole answer.
    pub answer: Duration,
    /// For the whole feed.
    pub feed: Duration,
    /// How often an address is tried.
    pub tries: u32,
    /// The pause before the second try; it doubles each time.
    pub pause: Duration,
    /// The largest feed, all its answers together, in bytes.
    pub largest: usize,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            wait: seconds(30),
            answer: seconds(5 * 60),
            feed: seconds(2 * 60 * 60),
            tries: 4,
            pause: seconds(1),
            largest: LARGEST_FEED,
        }
    }
}

/// Why a feed was not read. Prints one sentence.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum FeedError {
    #[error("{0} is not the web address of a feed: write it whole, such as https://www.example.org/oruk/services")]
    Address(String),
    #[error("{url} did not answer ({why}): try again later; what was read is kept and the next run goes on from there")]
    Silent { url: String, why: String },
    #[error(
        "{url} answered with {status}: {}",
        if *.status >= 500 { "try again later; what was read is kept and the next run goes on from there" }
        else { "check the address" }
    )]
    Status { url: String, status: u16 },
    #[error(
        "{0} answered with a web page and not with JSON: give the address of the feed itself, such as https://…/oruk/services"
    )]
    Html(String),
    #[error("{url} answered with what is no JSON of services ({why}): tell those who run the feed")]
    NoServices { url: String, why: String },
    #[error("{0} answered with more than 64 MB: tell those who run the feed to send smaller pages")]
    TooLarge(String),
    #[error(
        "the feed gave more than {} MB and was not read further; nothing was taken over. \
         Ask those who run it for one of your own area", .0 / 1024 / 1024
    )]
    FeedTooLarge(usize),
    #[error(
        "the feed was not read whole in {} minutes; nothing was taken over. \
         What was read is kept and the next run goes on from there", .0.as_secs().div_ceil(60)
    )]
    FeedTooSlow(Duration),
    #[error("the feed goes round in a circle: {0}. Nothing was taken over; tell those who run it")]
    Loops(String),
    #[error(
        "the feed says that it has {said} services but gave {given}. \
         Nothing was taken over, since the rest would seem to be withdrawn; tell those who run it"
    )]
    Total { said: u64, given: usize },
    #[error("the feed says that it has {0} pages, more than any has: check the address")]
    Pages(u64),
    #[error("the files of a feed cannot be kept in {path} ({why}): let hubfinder write there")]
    Keep { path: String, why: std::io::Error },
}

/// What a feed gave.
#[derive(Debug)]
pub enum Answered {
    /// Its services, whole.
    Services(Vec<Value>),
    /// Nothing has changed since it was last taken over.
    Unchanged,
}

/// A feed that is being read.
#[derive(Debug)]
pub struct Feed {
    base: Url,
    client: Client,
    patience: Patience,
    cache: FeedCache,
    /// Bytes of the answers so far, also of those that an interrupted run kept.
    length: usize,
}

impl Feed {
    /// A feed at an address: that of the API or of its services. `keep` is a folder of this feed's
    /// own, for going on after a break and for asking only for what changed.
    pub fn new(address: &str, patience: Patience, keep: &Path) -> Result<Self, FeedError> {
        let mut base = Url::parse(address)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| FeedError::Address(address.to_owned()))?;
        let path = base.path().trim_end_matches('/').to_owned();
        base.set_path(&if path.ends_with("/services") { path } else { format!("{path}/services") });
        base.set_fragment(None);
        let client = Client::builder()
            .connect_timeout(patience.wait)
            .read_timeout(patience.wait)
            .timeout(patience.answer)
            .redirect(reqwest::redirect::Policy::limited(5))
            .user_agent(concat!("hubfinder/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| FeedError::Silent { url: address.to_owned(), why: error.to_string() })?;
        let cache = FeedCache::open(keep).map_err(|why| FeedError::Keep { path: keep.display().to_string(), why })?;
        Ok(Self { base, client, patience, cache, length: 0 })
    }

    /// Reads every page, and every service that its page only sums up. `progress` is told how many
    /// addresses were read and how many there are. The feed is only asked whether it has changed when it was
    /// last taken over with the same `stamp`.
    pub async fn read(&mut self, stamp: &str, progress: &dyn Fn(u64, u64)) -> Result<Answered, FeedError> {
        let whole = self.patience.feed;
        let read = tokio::time::timeout(whole, self.read_what_changed(stamp, progress)).await;
        let read = read.unwrap_or(Err(FeedError::FeedTooSlow(whole)));
        match &read {
            // A break: what was read may be used again. Everything else would be wrong again.
            Err(FeedError::Silent { .. } | FeedError::Status { .. } | FeedError::FeedTooSlow(_)) => {}
            Ok(Answered::Unchanged) => {}
            _ => self.cache.forget_answers(),
        }
        read
    }

    async fn read_what_changed(&mut self, stamp: &str, progress: &dyn Fn(u64, u64)) -> Result<Answered, FeedError> {
        if self.is_unchanged(stamp).await? {
            return Ok(Answered::Unchanged);
        }
        self.services(progress).await.map(Answered::Services)
    }

    /// To be called once the services are in the store: from now on only changes are asked for, as long as
    /// `stamp` is the same. It stands for all that decides, beside the feed, what is made of it.
    pub fn taken_over(&mut self, stamp: String) {
        self.cache.remember_marks(stamp);
    }

    /// Whether every address answers that it has not changed since the last time.
    async fn is_unchanged(&mut self, stamp: &str) -> Result<bool, FeedError> {
        let marks = self.cache.marks(stamp).to_vec();
        if marks.is_empty() || self.cache.has_answers() {
            return Ok(false);
        }
        for mark in &marks {
            let mut request = self.client.get(&mark.url);
            if let Some(etag) = &mark.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(modified) = &mark.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, modified);
            }
            match request.send().await {
                Ok(response) if response.status() == StatusCode::NOT_MODIFIED => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    async fn services(&mut self, progress: &dyn Fn(u64, u64)) -> Result<Vec<Value>, FeedError> {
        let mut services: Vec<Value> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        let (mut page, mut pages, mut total) = (1, 1, None);
        while page <= pages {
            let url = self.page_address(page);
            let answer = self.json(&url).await?;
            let number = |names: [&str; 2]| names.iter().find_map(|name| answer.get(name)).and_then(Value::as_u64);
            if page == 1 {
                pages = number(["total_pages", "totalPages"]).unwrap_or(1);
                total = number(["total_items", "totalElements"]);
                if pages > MOST_PAGES {
                    return Err(FeedError::Pages(pages));
                }
            }
            if let Some(said) = number(["page_number", "number"]).filter(|said| page > 1 && *said < page - 1) {
                return Err(FeedError::Loops(format!("asked for page {page} it gave page {said}")));
            }
            let contents = json::contents(answer).ok_or_else(|| FeedError::NoServices {
                url: url.to_string(),
                why: "there is no list in it".to_owned(),
            })?;
            for service in contents {
                let id = service.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                if !id.is_empty() && !seen.insert(id.clone()) {
                    return Err(FeedError::Loops(format!("page {page} gives the service {id} a second time")));
                }
                services.push(service);
            }
            progress(page, pages);
            page += 1;
        }
        if let Some(said) = total.filter(|said| *said != services.len() as u64) {
            return Err(FeedError::Total { said, given: services.len() });
        }
        let summaries = services.iter().filter(|service| json::is_summary(service)).count() as u64;
        let mut done = 0;
        for service in services.iter_mut().filter(|service| json::is_summary(service)) {
            let Some(id) = service.get("id").and_then(Value::as_str) else { continue };
            let url = self.service_address(id);
            *service = self.json(&url).await?;
            done += 1;
            progress(pages + done, pages + summaries);
        }
        Ok(services)
    }

    fn page_address(&self, page: u64) -> Url {
        let mut url = self.base.clone();
        url.query_pairs_mut().append_pair("page", &page.to_string()).append_pair("per_page", &PER_PAGE.to_string());
        url
    }

    fn service_address(&self, id: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.push(id);
        }
        url
    }

    /// One answer, from what an interrupted run kept or from the feed.
    async fn json(&mut self, url: &Url) -> Result<Value, FeedError> {
        if let Some((value, length)) = self.cache.answer(url.as_str()) {
            self.count(length)?;
            return Ok(value);
        }
        let mut pause = self.patience.pause;
        let mut tried = 1;
        let (body, etag, last_modified) = loop {
            match self.ask(url).await {
                Err(FeedError::Silent { .. } | FeedError::Status { status: 429 | 500.., .. })
                    if tried < self.patience.tries =>
                {
                    tracing::debug!("trying {} again", url.path());
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                    tried += 1;
                }
                answered => break answered?,
            }
        };
        self.count(body.len())?;
        let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
        if start == Some(&b'<') {
            return Err(FeedError::Html(url.to_string()));
        }
        let value: Value = serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(&body))
            .map_err(|error| FeedError::NoServices {
                url: url.to_string(),
                why: format!("line {}, column {}", error.line(), error.column()),
            })?;
        self.cache.store_answer(url.as_str(), &value, etag, last_modified);
        Ok(value)
    }

    /// Counts so many bytes more. Fails when they are too many.
    fn count(&mut self, length: usize) -> Result<(), FeedError> {
        self.length += length;
        if self.length > self.patience.largest {
            return Err(FeedError::FeedTooLarge(self.patience.largest));
        }
        Ok(())
    }

    async fn ask(&self, url: &Url) -> Result<(Vec<u8>, Option<String>, Option<String>), FeedError> {
        let silent = |error: reqwest::Error| FeedError::Silent { url: url.to_string(), why: why(&error) };
        let mut response =
            self.client.get(url.clone()).header(header::ACCEPT, "application/json").send().await.map_err(silent)?;
        if !response.status().is_success() {
            return Err(FeedError::Status { url: url.to_string(), status: response.status().as_u16() });
        }
        let said = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (etag, last_modified) = (said(header::ETAG), said(header::LAST_MODIFIED));
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(silent)? {
            if body.len() + piece.len() > LARGEST_ANSWER {
                return Err(FeedError::TooLarge(url.to_string()));
            }
            body.extend_from_slice(&piece);
        }
        Ok((body, etag, last_modified))
    }
}

fn why(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "it took too long".to_owned()
    } else if error.is_connect() {
        "no connection".to_owned()
    } else {
        "the answer broke off".to_owned()
    }
}
