//! The parameters of a search, each said once: how its values are read and written, what they are
//! called where they are shown, and how the API describes them. They stand in the order of an
//! address. A new filter is an entry here, a field of [`Search`], and a name and a rule in
//! [`crate::rank::filters`].

mod values;

use super::{
    DAYS, LONGEST_WORDS, MOST_PER_PAGE, MOST_SAVED, RADII, Sort, day_parameter, join_ids,
    parameter::{PLAIN, Parameter},
};
use crate::rank::filters::FilterName;
use directory::{Access, ForWhom, Group, Referrer, SpokenLanguage};
use schedule::hours;
use values::{add_text, add_value, flag, group_parameter, number, read_flag, read_time, referrer_label, text, time};

/// Last page that is counted through.
const LAST_PAGE: usize = 10_000;

/// All parameters, in the order of an address.
pub static PARAMETERS: [Parameter; 27] = [
    Parameter {
        name: "q",
        read: |search, value, _| add_text(&mut search.q, value, LONGEST_WORDS),
        values: |search| text(&search.q),
        labels: |search, _| text(&search.q).into_iter().map(|_| "The words".to_owned()).collect(),
        clear: |search| search.q.clear(),
        filter: Some(FilterName::Words),
        description: Some("Words as families say them. Ages, places and needs in them are understood."),
        max_length: Some(LONGEST_WORDS),
        example: Some("baby will not feed"),
        ..PLAIN
    },
    Parameter {
        name: "near",
        read: |search, value, _| add_text(&mut search.near, value, LONGEST_WORDS),
        values: |search| text(&search.near),
        clear: |search| search.near.clear(),
        description: Some("A postcode, part of one, a place name, or `latitude,longitude`. Neither kept nor logged."),
        max_length: Some(LONGEST_WORDS),
        ..PLAIN
    },
    Parameter {
        name: "age",
        repeated: true,
        read: |search, value, _| {
            let age = value.parse().map_err(|_| "Ages go from 0 to 25, or are 'pregnancy'.".to_owned())?;
            add_value(&mut search.ages, age)
        },
        values: |search| search.ages.iter().map(|age| age.parameter()).collect(),
        labels: |search, _| search.ages.iter().map(|age| format!("Age: {age}")).collect(),
        clear: |search| search.ages.clear(),
        filter: Some(FilterName::Age),
        description: Some("Years from 0 to 25 (`0.5` is six months), or `pregnancy`."),
        example: Some("0.5"),
        ..PLAIN
    },
    Parameter {
        name: "need",
        repeated: true,
        read: |search, value, catalogue| {
            let need = catalogue.need(value).ok_or("We do not know this need. Choose one from the list.")?;
            add_value(&mut search.needs, need.slug.clone())
        },
        values: |search| search.needs.iter().map(ToString::to_string).collect(),
        labels: |search, catalogue| {
            let needs = search.needs.iter().filter_map(|slug| catalogue.need(slug.as_str()));
            needs.map(|need| need.label.clone()).collect()
        },
        clear: |search| search.needs.clear(),
        filter: Some(FilterName::Need),
        description: Some("A need, as it stands in its page's address."),
        ..PLAIN
    },
    Parameter {
        name: "kind",
        repeated: true,
        read: |search, value, catalogue| {
            let kind = catalogue.kind(value).ok_or("We do not know this kind of help. Choose one from the list.")?;
            add_value(&mut search.kinds, kind.slug.clone())
        },
        values: |search| search.kinds.iter().map(ToString::to_string).collect(),
        labels: |search, catalogue| {
            let kinds = search.kinds.iter().filter_map(|slug| catalogue.kind(slug.as_str()));
            kinds.map(|kind| kind.label.clone()).collect()
        },
        clear: |search| search.kinds.clear(),
        filter: Some(FilterName::Kind),
        description: Some("A kind of help, as results name it."),
        ..PLAIN
    },
    Parameter {
        name: "district",
        repeated: true,
        read: |search, value, catalogue| {
            let district = catalogue.authority.district(value);
            let district = district.ok_or("This is not one of our districts. Choose one from the list.")?;
            add_value(&mut search.districts, district.slug.clone())
        },
        values: |search| search.districts.iter().map(ToString::to_string).collect(),
        labels: |search, catalogue| {
            let districts = search.districts.iter().filter_map(|slug| catalogue.authority.district(slug.as_str()));
            districts.map(|district| district.name.clone()).collect()
        },
        clear: |search| search.districts.clear(),
        filter: Some(FilterName::District),
        description: Some("A district, as it stands in its page's address."),
        ..PLAIN
    },
    Parameter {
        name: "within",
        read: |search, value, _| {
            let miles = value.parse().ok().filter(|miles| RADII.contains(miles));
            search.within = Some(miles.ok_or("Choose 1, 2, 5, 10 or 20 miles.")?);
            Ok(())
        },
        values: |search| number(search.within),
        labels: |search, _| {
            let miles = search.within.iter();
            miles.map(|miles| format!("Within {miles} {}", if *miles == 1 { "mile" } else { "miles" })).collect()
        },
        clear: |search| search.within = None,
        filter: Some(FilterName::Within),
        description: Some("Miles: 1, 2, 5, 10 or 20. Without it there is no radius."),
        example: Some("5"),
        ..PLAIN
    },
    Parameter {
        name: "refer",
        repeated: true,
        read: |search, value, _| {
            let way = Referrer::parse(value).ok_or("Choose self, parent or professional.")?;
            add_value(&mut search.refer, way)
        },
        values: |search| search.refer.iter().map(|way| way.parameter().to_owned()).collect(),
        labels: |search, _| search.refer.iter().map(|way| referrer_label(*way).to_owned()).collect(),
        clear: |search| search.refer.clear(),
        filter: Some(FilterName::Refer),
        description: Some("`self`, `parent` or `professional`: who asks."),
        ..PLAIN
    },
    Parameter {
        name: "level",
        repeated: true,
        read: |search, value, catalogue| {
            let is_known = |number: &u8| catalogue.authority.levels.iter().any(|level| level.number == *number);
            let level = value.parse().ok().filter(is_known).ok_or("This is not one of our levels of need.")?;
            add_value(&mut search.levels, level)
        },
        values: |search| search.levels.iter().map(ToString::to_string).collect(),
        labels: |search, _| search.levels.iter().map(|level| format!("Level {level}")).collect(),
        clear: |search| search.levels.clear(),
        filter: Some(FilterName::Level),
        description: Some("Levels of need, by number."),
        ..PLAIN
    },
    Parameter {
        name: "day",
        repeated: true,
        read: |search, value, _| {
            let day = DAYS.into_iter().find(|day| day_parameter(*day) == value);
            add_value(&mut search.when.days, day.ok_or("Choose mon, tue, wed, thu, fri, sat or sun.")?)
        },
        values: |search| search.when.days.iter().map(|day| day_parameter(*day).to_owned()).collect(),
        labels: |search, _| search.when.days.iter().map(|day| hours::weekday_name(*day).to_owned()).collect(),
        clear: |search| search.when.days.clear(),
        filter: Some(FilterName::When),
        description: Some("`mon` to `sun`."),
        ..PLAIN
    },
    Parameter {
        name: "from",
        read: |search, value, _| read_time(&mut search.when.from, value),
        values: |search| time(search.when.from),
        labels: |search, _| search.when.from.iter().map(|time| format!("from {}", hours::format_time(*time))).collect(),
        clear: |search| search.when.from = None,
        filter: Some(FilterName::When),
        description: Some("Not before this time, `HH:MM`."),
        ..PLAIN
    },
    Parameter {
        name: "to",
        read: |search, value, _| read_time(&mut search.when.to, value),
        values: |search| time(search.when.to),
        labels: |search, _| search.when.to.iter().map(|time| format!("until {}", hours::format_time(*time))).collect(),
        clear: |search| search.when.to = None,
        filter: Some(FilterName::When),
        description: Some("Not after this time, `HH:MM`."),
        ..PLAIN
    },
    Parameter {
        name: "open",
        read: |search, value, _| read_flag(&mut search.open_now, value, "now"),
        values: |search| flag(search.open_now, "now"),
        labels: |search, _| flag(search.open_now, "Open now"),
        clear: |search| search.open_now = false,
        filter: Some(FilterName::Open),
        description: Some("`now`: only what is open now by confirmed hours."),
        ..PLAIN
    },
    Parameter {
        name: "cost",
        read: |search, value, _| read_flag(&mut search.free, value, "free"),
        values: |search| flag(search.free, "free"),
        labels: |search, _| flag(search.free, "Free"),
        clear: |search| search.free = false,
        filter: Some(FilterName::Free),
        description: Some("`free`: only what costs nothing."),
        ..PLAIN
    },
    Parameter {
        name: "send",
        read: |search, value, _| read_flag(&mut search.send, value, "yes"),
        values: |search| flag(search.send, "yes"),
        labels: |search, _| flag(search.send, "Special needs or disability"),
        clear: |search| search.send = false,
        filter: Some(FilterName::Send),
        description: Some("`yes`: only help for special needs or disability."),
        ..PLAIN
    },
    Parameter {
        name: "online",
        read: |search, value, _| read_flag(&mut search.online, value, "yes"),
        values: |search| flag(search.online, "yes"),
        labels: |search, _| flag(search.online, "Online"),
        clear: |search| search.online = false,
        filter: Some(FilterName::Online),
        description: Some("`yes`: only help on line."),
        ..PLAIN
    },
    Parameter {
        name: "access",
        repeated: true,
        all: true,
        read: |search, value, _| {
            let access =
                Access::named(value).ok_or("We do not know this about buildings. Choose one from the list.")?;
            add_value(&mut search.access, access)
        },
        values: |search| search.access.iter().map(ToString::to_string).collect(),
        labels: |search, _| search.access.iter().map(|access| access.label().to_owned()).collect(),
        clear: |search| search.access.clear(),
        filter: Some(FilterName::Access),
        description: Some(
            "What the building is known to have, all of it: `wheelchair`, `accessible-toilet` and so on, as results \
             name it. Help by phone or online stays.",
        ),
        example: Some("wheelchair"),
        ..PLAIN
    },
    Parameter {
        name: "language",
        repeated: true,
        read: |search, value, _| {
            let language =
                SpokenLanguage::find(value).ok_or("We do not know this language. Choose one from the list.")?;
            add_value(&mut search.languages, language)
        },
        values: |search| search.languages.iter().map(ToString::to_string).collect(),
        labels: |search, _| search.languages.iter().map(|language| format!("In {}", language.name())).collect(),
        clear: |search| search.languages.clear(),
        filter: Some(FilterName::Language),
        description: Some("A language in which the help is given, by its code of ISO 639 (`pl`, `bfi`): any of them."),
        example: Some("pl"),
        ..PLAIN
    },
    Parameter {
        name: "only",
        repeated: true,
        read: |search, value, _| {
            let only = value.parse().ok().filter(|only| matches!(only, ForWhom::Women | ForWhom::Men));
            add_value(&mut search.only_for, only.ok_or("Choose women or men.")?)
        },
        values: |search| search.only_for.iter().map(ToString::to_string).collect(),
        labels: |search, _| search.only_for.iter().map(|only| format!("Only for {only}")).collect(),
        clear: |search| search.only_for.clear(),
        filter: Some(FilterName::Only),
        description: Some("`women` or `men`: only help that is for them alone."),
        example: Some("women"),
        ..PLAIN
    },
    Parameter {
        name: "sort",
        read: |search, value, _| {
            let sort = [Sort::Best, Sort::Nearest, Sort::Name].into_iter().find(|sort| sort.parameter() == value);
            search.sort = sort.ok_or("Choose best, nearest or name.")?;
            Ok(())
        },
        values: |search| flag(search.sort != Sort::Best, search.sort.parameter()),
        description: Some("`best`, `nearest` or `name`."),
        ..PLAIN
    },
    Parameter {
        name: "need-areas",
        read: |search, value, _| read_flag(&mut search.need_areas, value, "yes"),
        values: |search| flag(search.need_areas, "yes"),
        ..PLAIN
    },
    Parameter {
        name: "exact",
        read: |search, value, _| {
            search.exact = value == "1";
            Ok(())
        },
        values: |search| flag(search.exact, "1"),
        description: Some("`1`: the words are searched as they are written."),
        ..PLAIN
    },
    Parameter {
        name: "group",
        read: |search, value, _| {
            let group = [Group::Near, Group::Anywhere].into_iter().find(|group| group_parameter(*group) == value);
            search.group = Some(group.ok_or("Choose near or anywhere.")?);
            Ok(())
        },
        values: |search| search.group.iter().map(|group| group_parameter(*group).to_owned()).collect(),
        description: Some("`near` or `anywhere`: one of the two groups alone."),
        ..PLAIN
    },
    Parameter {
        name: "per_page",
        read: |search, value, _| {
            let results = value.parse().ok().filter(|results| (1..=MOST_PER_PAGE).contains(results));
            search.per_page = Some(results.ok_or("A page holds 1 to 50 results.")?);
            Ok(())
        },
        values: |search| number(search.per_page),
        description: Some("How many a page holds, up to 50."),
        ..PLAIN
    },
    Parameter {
        name: "page",
        read: |search, value, _| {
            let page = value.parse().ok().filter(|page| (1..=LAST_PAGE).contains(page));
            search.page = page.ok_or("There is no such page, so this is the first.")?;
            Ok(())
        },
        values: |search| number(Some(search.page).filter(|page| *page > 1)),
        description: Some("The page, from 1."),
        ..PLAIN
    },
    Parameter {
        name: "ids",
        read: |search, value, catalogue| {
            for service in value.split(',').filter_map(|id| catalogue.service(id.trim())) {
                if search.saved.len() < MOST_SAVED && !search.saved.contains(&service.id) {
                    search.saved.push(service.id.clone());
                }
            }
            Ok(())
        },
        values: |search| text(&join_ids(&search.saved)),
        ..PLAIN
    },
    // Never written: no link on a page asks for it.
    Parameter {
        name: "explain",
        read: |search, value, _| {
            search.explain = value == "1";
            Ok(())
        },
        description: Some("`1`: each result says why it stands where it does."),
        ..PLAIN
    },
];

/// The parameter of this name.
pub fn find(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

#[cfg(test)]
mod tests;
