//! The address of a search, and of one that differs from it in a part.

use super::{AnsweredOn, Search, Sort, day_parameter, ids};
use crate::when::When;
use app::model::Group;
use directory::{Age, Referrer, Slug};

/// Bytes of an ordinary address, so that it grows seldom.
const ROOM: usize = 128;
/// Any day at any time.
static ANY_TIME: When = When { days: Vec::new(), from: None, to: None };

/// What the address of a search says, borrowed from the search: a page has dozens of addresses that
/// differ from its own in one part. What was ignored is not in it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // the names are those of `Search`
pub struct Address<'s> {
    pub q: &'s str,
    pub near: &'s str,
    pub within: Option<u16>,
    pub ages: &'s [Age],
    pub needs: &'s [Slug],
    pub kinds: &'s [Slug],
    pub districts: &'s [Slug],
    pub when: &'s When,
    pub open_now: bool,
    pub free: bool,
    pub refer: &'s [Referrer],
    pub levels: &'s [u8],
    pub send: bool,
    pub online: bool,
    pub sort: Sort,
    pub page: usize,
    pub per_page: Option<usize>,
    pub group: Option<Group>,
    pub need_areas: bool,
    pub exact: bool,
    pub on: AnsweredOn,
    pub saved: &'s [Slug],
}

impl Search {
    /// What its address says.
    pub fn address(&self) -> Address<'_> {
        Address {
            q: &self.q,
            near: &self.near,
            within: self.within,
            ages: &self.ages,
            needs: &self.needs,
            kinds: &self.kinds,
            districts: &self.districts,
            when: &self.when,
            open_now: self.open_now,
            free: self.free,
            refer: &self.refer,
            levels: &self.levels,
            send: self.send,
            online: self.online,
            sort: self.sort,
            page: self.page,
            per_page: self.per_page,
            group: self.group,
            need_areas: self.need_areas,
            exact: self.exact,
            on: self.on,
            saved: &self.saved,
        }
    }

    /// The same from its first page, with both groups.
    pub fn from_first_page(&self) -> Address<'_> {
        Address { page: 1, group: None, ..self.address() }
    }
}

impl<'s> Address<'s> {
    /// The address of the page with this search.
    pub fn url(&self) -> String {
        self.after(self.on.path())
    }

    /// The same search at any time.
    pub fn at_any_time(self) -> Self {
        Self { when: &ANY_TIME, ..self }
    }

    /// The query string after a path; the path alone for an empty search.
    pub fn after(&self, path: &str) -> String {
        let mut query = QueryString::after(path);
        let mut text = |name: &str, value: &str| query.add(name, value);
        text("q", self.q);
        text("near", self.near);
        self.ages.iter().for_each(|age| text("age", &age.parameter()));
        self.needs.iter().for_each(|need| text("need", need.as_str()));
        self.kinds.iter().for_each(|kind| text("kind", kind.as_str()));
        self.districts.iter().for_each(|district| text("district", district.as_str()));
        let mut number = itoa::Buffer::new();
        if let Some(miles) = self.within {
            text("within", number.format(miles));
        }
        self.refer.iter().for_each(|way| text("refer", way.parameter()));
        self.levels.iter().for_each(|level| text("level", number.format(*level)));
        self.when.days.iter().for_each(|day| text("day", day_parameter(*day)));
        for (name, time) in [("from", self.when.from), ("to", self.when.to)] {
            if let Some(time) = time {
                text(name, &time.format("%H:%M").to_string());
            }
        }
        text("open", if self.open_now { "now" } else { "" });
        text("cost", if self.free { "free" } else { "" });
        text("send", if self.send { "yes" } else { "" });
        text("online", if self.online { "yes" } else { "" });
        text("sort", if self.sort == Sort::Best { "" } else { self.sort.parameter() });
        text("need-areas", if self.need_areas { "yes" } else { "" });
        text("exact", if self.exact { "1" } else { "" });
        if let Some(group) = self.group {
            text("group", if group == Group::Near { "near" } else { "anywhere" });
        }
        if let Some(n) = self.per_page {
            text("per_page", number.format(n));
        }
        if self.page > 1 {
            text("page", number.format(self.page));
        }
        if !self.saved.is_empty() {
            text("ids", &ids(self.saved));
        }
        query.finish()
    }
}

/// A query string, as forms send it.
#[derive(Debug)]
pub struct QueryString {
    address: String,
    /// How long the path before it is.
    path: usize,
}

impl QueryString {
    /// Behind a path.
    pub fn after(path: &str) -> Self {
        let mut address = String::with_capacity(path.len() + ROOM);
        address.push_str(path);
        Self { address, path: path.len() }
    }

    /// Adds a value, unless it is empty. `name` needs no escapes.
    pub fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.address.push(if self.address.len() == self.path { '?' } else { '&' });
            self.address.push_str(name);
            self.address.push('=');
            for part in form_urlencoded::byte_serialize(value.as_bytes()) {
                self.address.push_str(part);
            }
        }
    }

    /// The path and the query string; the path alone when nothing was added.
    pub fn finish(self) -> String {
        self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn values_are_written_as_forms_send_them(value in any::<String>()) {
            let search = Search { q: value.clone(), page: 1, ..Search::default() };
            let written = form_urlencoded::Serializer::new(String::new()).append_pair("q", &value).finish();
            let expected = if value.is_empty() { String::new() } else { format!("?{written}") };
            prop_assert_eq!(search.query_string(), expected);
        }
    }

    #[test]
    fn another_part_leaves_the_others_as_they_are() {
        let search =
            Search { q: "no sleep".into(), near: "WR5 1DE".into(), within: Some(5), page: 3, ..Search::default() };
        assert_eq!(search.url(), "/search?q=no+sleep&near=WR5+1DE&within=5&page=3");
        let other = Address { near: "", within: None, ..search.from_first_page() };
        assert_eq!(other.url(), "/search?q=no+sleep");
        assert_eq!(Address { q: "", ..other }.after("/map"), "/map");
    }
}
