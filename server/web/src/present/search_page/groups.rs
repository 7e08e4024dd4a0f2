//! The two groups of results as a page shows them: how many of each, in which order, and none twice.

use super::{why, wish_words};
use crate::present::listing::{self, ReadAt};
use app::model::{FAR_MILES, Group, Ignored, Precision, ResultGroup, SearchPage};
use search::{
    Answer, AnsweredOn, Engine, Found, Search,
    cover::{self, Wish},
};

/// Results on the first page. Each group leaves room for the first of the other.
const SHOWN: usize = 10;
/// Results of a group that the other leaves room for: places to go to, and lines by phone or online.
const ROOM: [(Group, usize); 2] = [(Group::Near, 6), (Group::Anywhere, 4)];
/// Results of a page that shows one group only.
pub(super) const GROUP_SHOWN: usize = 20;

/// The groups of an answer on one page; what was asked for beyond the last page is said in `ignored`.
pub(super) fn groups(
    engine: &Engine,
    search: &Search,
    answer: &Answer,
    wishes: &[Wish],
    ignored: &mut Vec<Ignored>,
    read: ReadAt,
) -> (ResultGroup, ResultGroup) {
    let only = search.group;
    // A dense list shows as much at once as a page of one group.
    let dense = search.on == AnsweredOn::Professionals;
    let shown =
        |group, usual| search.per_page.unwrap_or(if dense || only == Some(group) { GROUP_SHOWN } else { usual });
    let why = why(search, answer, engine);
    let mut beyond = false;
    let mut one = |group: Group, found: &[Found], other: usize| {
        let per_page = shown(group, SHOWN - other.min(SHOWN - room_of(group)));
        if only.is_some_and(|only| only != group) {
            return ResultGroup {
                total: found.len(),
                more: (!found.is_empty()).then(|| url_of(search, group, 1)),
                ..Default::default()
            };
        }
        let last_page = found.len().div_ceil(per_page).max(1);
        let page = search.page.min(last_page);
        beyond |= search.page > last_page && (only.is_some() || group == Group::Near);
        let first = (page - 1) * per_page;
        let end = (first + per_page).min(found.len());
        // On the first page both groups stand; the next ones are of one group only. The pages of a
        // group alone begin again where the first page ended, so that nothing is missed.
        let more = (end < found.len())
            .then(|| if only.is_some() || dense { url_of(search, group, page + 1) } else { url_of(search, group, 1) });
        let back = (page > 1).then(|| url_of(search, group, page - 1));
        let numbers_from = found[..first].iter().filter(|f| f.precision == Some(Precision::Point)).count() + 1;
        let mut listings = listing::numbered(engine, &found[first..end], numbers_from, read);
        if wishes.len() > 1 {
            listings.iter_mut().zip(&found[first..end]).for_each(|(listing, found)| {
                listing.serves = wish_words(engine, &cover::serves(engine, found, wishes))
            });
        }
        for listing in &mut listings {
            listing.url.push_str(&why);
            listing.save = search.saved_with(&listing.id);
        }
        if search.explain {
            listings
                .iter_mut()
                .zip(&found[first..end])
                .for_each(|(listing, found)| listing.reasons = found.parts.reasons());
        }
        ResultGroup { listings, total: found.len(), first, more, back, empty: None, lifted: 0 }
    };
    let near_first = near_before_far(engine, answer, read);
    let mut near = one(Group::Near, &near_first, answer.anywhere.len());
    let anywhere = one(Group::Anywhere, &answer.anywhere, answer.near.len());
    if beyond {
        ignored.push(Ignored {
            parameter: "page".into(),
            value: search.page.to_string(),
            why: "There are fewer pages than that, so this is the last one.".into(),
        });
    }
    if near.total == 0 && answer.understood.unknown_place.as_ref().is_some_and(|unknown| unknown.outside) {
        near.empty = Some("We cannot say what is near a place that we do not know.".into());
    }
    (near, anywhere)
}

/// How many results of a group stand on the first page when the other group is long.
fn room_of(group: Group) -> usize {
    ROOM.iter().find(|(of, _)| *of == group).map_or(SHOWN, |(_, room)| *room)
}

/// Results to go to, those that are far after all others. Who asks by a name or for the nearest means those.
fn near_before_far(engine: &Engine, answer: &Answer, read: ReadAt) -> Vec<Found> {
    let is_far = |found: &Found| {
        found.name_rank == Default::default()
            && listing::miles(engine, found, read.from).is_some_and(|(miles, _)| miles > FAR_MILES)
    };
    let (far, near): (Vec<Found>, Vec<Found>) = answer.near.iter().copied().partition(is_far);
    near.into_iter().chain(far).collect()
}

/// Lets nothing stand twice on a page. Of the results, those to begin with stand above the others and keep the
/// number of their marker on the map; a hub or a team that is among the results is not told again.
pub fn say_each_once(page: &mut SearchPage) {
    if let Some(help) = page.nearest_help.as_mut().filter(|_| !page.help_first) {
        let shown = || page.near.listings.iter().chain(&page.anywhere.listings).map(|listing| &listing.id);
        help.hub = help.hub.take().filter(|hub| !shown().any(|id| *id == hub.id));
        if help.team.as_ref().is_some_and(|team| shown().any(|id| *id == team.id)) {
            help.team = None;
            help.team_words.clear();
        }
    }
    let Some(cover) = &mut page.cover else { return };
    for contact in &mut cover.contacts {
        for group in [&mut page.near, &mut page.anywhere] {
            let Some(at) = group.listings.iter().position(|listing| listing.id == contact.listing.id) else { continue };
            contact.listing = group.listings.remove(at);
            group.lifted += 1;
        }
    }
}

fn url_of(search: &Search, group: Group, page: usize) -> String {
    Search { group: Some(group), page, ..search.clone() }.url()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::{
        county::{self, at},
        search_page,
    };

    fn page(near: &str, need: &str) -> SearchPage {
        let engine = county::engine();
        let pairs = [("near".to_owned(), near.to_owned()), ("need".to_owned(), need.to_owned())];
        let search = engine.parse_search(&pairs);
        let now = at("2026-11-26 10:00");
        search_page::page(engine, &search, &engine.search(&search, now).unwrap(), now)
    }

    #[test]
    fn what_is_far_stands_after_what_is_near_and_says_about_how_far() {
        let page = page("WR5 1DE", "youth-clubs");
        let far: Vec<bool> = page.near.listings.iter().map(app::model::Listing::is_far).collect();
        assert!(far.is_sorted(), "{far:?}");
        assert!(page.near.listings.iter().any(|listing| listing.about_miles.is_some()), "a town is about so far");
    }

    #[test]
    fn the_first_page_holds_ten_and_leaves_each_group_its_room() {
        let page = page("DY10 3ED", "child-mental-health");
        assert_eq!(page.near.listings.len() + page.anywhere.listings.len(), SHOWN);
        assert!(page.anywhere.listings.len() >= room_of(Group::Anywhere).min(page.anywhere.total));
    }

    #[test]
    fn nothing_stands_twice() {
        let engine = county::engine();
        let pairs = [("q", "family with children 2 and 9 sleep debt"), ("near", "DY10 3ED")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let search = engine.parse_search(&pairs);
        let now = at("2026-11-26 10:00");
        let mut page = search_page::page(engine, &search, &engine.search(&search, now).unwrap(), now);
        say_each_once(&mut page);
        let cover = page.cover.iter().flat_map(|cover| &cover.contacts).map(|contact| &contact.listing);
        let help =
            page.nearest_help.iter().flat_map(|help| help.hub.iter().chain(&help.team)).map(|listing| &**listing);
        let groups = page.near.listings.iter().chain(&page.anywhere.listings);
        let mut ids: Vec<&str> = groups.chain(cover).chain(help).map(|listing| listing.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
