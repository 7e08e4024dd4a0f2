//! The parts of a result's score. The score is their sum, each with its weight.

use super::{candidates::Candidate, distance, filters};
use crate::{
    catalogue::{Area, Catalogue, Facts},
    query::Search,
    understand::{
        Understood,
        when::{Open, WhenMention},
    },
};
use directory::{Age, AgeFit, Audience, ForWhom, Group, Referrer, Service};

/// What the parts of a score weigh.
pub mod weights {
    /// A need the search is about, when it is the service's first.
    pub const NEED: f32 = 1.0;
    /// What a need counts for by its place in the service's list: most specific first.
    pub const NEED_POSITION: [f32; 6] = [1.0, 0.86, 0.78, 0.7, 0.64, 0.6];
    /// A second need that is met as well.
    pub const MORE_NEEDS: f32 = 0.15;
    /// Words found in the service's text, at most.
    pub const TEXT: f32 = 0.7;
    /// The score of the index at which words count for half of [`TEXT`].
    pub const TEXT_HALF: f32 = 9.0;
    /// Where needs are understood, words count by the square of how well the service meets them, and
    /// of this where it meets none.
    pub const TEXT_WITHOUT_NEED: f32 = 0.6;
    /// A confirmed number that somebody answers.
    pub const RINGS: f32 = 0.04;
    /// Help for people who do harm, when that is who asks.
    pub const WORRIED_ABOUT_SELF: f32 = 0.6;
    /// Help that is given here rather than for the whole country.
    pub const LOCAL: f32 = 0.06;
    /// The kind of help that the words name.
    pub const KIND: f32 = 0.6;
    /// Ages that are not stated, when an age was asked for.
    pub const AGE_NOT_STATED: f32 = -0.15;
    /// Each distance band beyond the first.
    pub const DISTANCE_BAND: f32 = -0.07;
    /// Help by phone or online, when there is a place: as if it were this many bands away.
    pub const ANYWHERE_BANDS: f32 = 2.0;
    /// Somebody asks to refer themselves, and may; and half as much again where a source says
    /// that somebody of that age may.
    pub const ONESELF: f32 = 0.3;
    /// It happens on the day or at the time that the words say.
    pub const WHEN: f32 = 0.1;
    /// It costs nothing, where the words ask for that.
    pub const FREE: f32 = 0.1;
    /// A person who asks is of the kind a service speaks to.
    pub const AUDIENCE: f32 = 0.04;
    /// Somebody under age asks, and it does not speak to them.
    pub const NOT_FOR_YOUNG: f32 = -0.5;
    /// Somebody under age asks, and may write to it: who cannot talk at home can type. Of two that fit as well.
    pub const WRITES: f32 = 0.05;
    /// Help for men where the words say that the one who is hurt, or who asks, is a man; and as much less
    /// for help that is for women.
    pub const FOR_MEN: f32 = 0.4;
    /// How wide a band of equal fit is.
    pub const BAND: f32 = 0.05;
}

/// The parts of one result's score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts {
    /// How well its needs meet what was asked, 0 to 1 and a little.
    pub need: f32,
    /// The index's score for the words.
    pub text: f32,
    /// Whether its kind was named.
    pub kind: bool,
    /// Whether it has a confirmed number.
    pub rings: bool,
    /// Whether it is for people who do harm, and one of them asks.
    pub worried_about_self: bool,
    /// Whether it is given here rather than for the whole country.
    pub local: bool,
    /// Whether an age was asked for and it does not say its ages.
    pub age_not_stated: bool,
    /// Its distance band, from 0; half bands for what is known to a town or district only.
    pub distance_bands: f32,
    /// How well it takes somebody who asks for themselves: 0, 1 or 1.5.
    pub oneself: f32,
    /// Whether it happens when the words say.
    pub when: bool,
    /// Whether the words ask for what is free and it is.
    pub free: bool,
    /// Whether it speaks to the person who asks.
    pub audience: bool,
    /// Whether somebody under age asks and it does not speak to them.
    pub not_for_young: bool,
    /// Whether somebody under age asks and may write to it.
    pub writes: bool,
    /// How it suits a man, where the words say that it is one: 1 for help for men, -1 for women's, else 0.
    pub for_men: f32,
}

impl Parts {
    /// What the words and needs count for, without place and age: 0 when nothing meets.
    pub fn relevance(&self) -> f32 {
        let text = if self.text > 0.0 { weights::TEXT * self.text / (self.text + weights::TEXT_HALF) } else { 0.0 };
        weights::NEED * self.need + text + if self.kind { weights::KIND } else { 0.0 }
    }

    /// The whole score.
    pub fn score(&self) -> f32 {
        self.relevance()
            + if self.age_not_stated { weights::AGE_NOT_STATED } else { 0.0 }
            + self.distance_bands * weights::DISTANCE_BAND
            + if self.audience { weights::AUDIENCE } else { 0.0 }
            + weights::ONESELF * self.oneself
            + if self.not_for_young { weights::NOT_FOR_YOUNG } else { 0.0 }
            + if self.writes { weights::WRITES } else { 0.0 }
            + weights::FOR_MEN * self.for_men
            + if self.when { weights::WHEN } else { 0.0 }
            + if self.free { weights::FREE } else { 0.0 }
            + if self.rings { weights::RINGS } else { 0.0 }
            + if self.worried_about_self { weights::WORRIED_ABOUT_SELF } else { 0.0 }
            + if self.local { weights::LOCAL } else { 0.0 }
    }

    /// The score's parts in words, for `explain=1`.
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons = vec![format!("score {:.3}", self.score())];
        if self.need > 0.0 {
            reasons.push(format!("need {:+.3}", weights::NEED * self.need));
        }
        if self.text > 0.0 {
            reasons.push(format!("words {:+.3}", weights::TEXT * self.text / (self.text + weights::TEXT_HALF)));
        }
        if self.kind {
            reasons.push(format!("kind {:+.3}", weights::KIND));
        }
        if self.age_not_stated {
            reasons.push(format!("ages not stated {:+.3}", weights::AGE_NOT_STATED));
        }
        if self.distance_bands > 0.0 {
            reasons.push(format!("distance {:+.3}", self.distance_bands * weights::DISTANCE_BAND));
        }
        if self.oneself > 0.0 {
            reasons.push(format!("one may ask oneself {:+.3}", weights::ONESELF * self.oneself));
        }
        if self.not_for_young {
            reasons.push(format!("not for young people {:+.3}", weights::NOT_FOR_YOUNG));
        }
        if self.writes {
            reasons.push(format!("one may write {:+.3}", weights::WRITES));
        }
        if self.for_men != 0.0 {
            reasons.push(format!("for men {:+.3}", weights::FOR_MEN * self.for_men));
        }
        if self.when {
            reasons.push(format!("happens then {:+.3}", weights::WHEN));
        }
        if self.free {
            reasons.push(format!("free {:+.3}", weights::FREE));
        }
        if self.rings {
            reasons.push(format!("a confirmed number {:+.3}", weights::RINGS));
        }
        if self.worried_about_self {
            reasons.push(format!("for who asks {:+.3}", weights::WORRIED_ABOUT_SELF));
        }
        if self.local {
            reasons.push(format!("given here {:+.3}", weights::LOCAL));
        }
        if self.audience {
            reasons.push(format!("speaks to who asks {:+.3}", weights::AUDIENCE));
        }
        reasons
    }
}

/// What a score is reckoned against, besides the candidate.
pub(crate) struct Question<'s> {
    pub(crate) search: &'s Search,
    pub(crate) understood: &'s Understood,
    /// Positions of the needs asked for, each with its weight.
    pub(crate) needs: &'s [(u16, f32)],
    /// Positions of the districts asked for.
    pub(crate) districts: Vec<u16>,
    /// Whether the search is from a place.
    pub(crate) has_place: bool,
}

impl Question<'_> {
    /// The parts of a candidate's score. `age_fit` is how its ages sit with those asked for.
    pub(crate) fn score_parts(&self, catalogue: &Catalogue, candidate: &Candidate, age_fit: Option<AgeFit>) -> Parts {
        let entry = &catalogue.entries[candidate.entry as usize];
        let facts = &catalogue.facts[entry.service as usize];
        let service = &catalogue.listed.services[entry.service as usize];
        let understood = self.understood;
        let need = need_fit(self.needs, &facts.needs);
        // Where needs are understood, words alone are a weaker sign than the need itself.
        let text_weight = if self.needs.is_empty() { 1.0 } else { need.clamp(weights::TEXT_WITHOUT_NEED, 1.0).powi(2) };
        let referred_as = self.search.refer.iter().map(|referrer| match referrer {
            Referrer::Oneself => Audience::YoungPeople,
            Referrer::Parent => Audience::Parents,
            Referrer::Professional => Audience::Professionals,
        });
        let happens_then =
            |said: &WhenMention| said.open != Open::Now && filters::happens(service, &said.when) == Some(true);
        Parts {
            need,
            text: candidate.text_score * text_weight,
            kind: understood.kinds.contains(&facts.kind),
            rings: facts.rings,
            worried_about_self: facts.worried_about_self,
            local: facts.area != Area::Nation,
            // What speaks to young people alone says thereby whom it is for.
            age_not_stated: age_fit.is_some_and(|fit| fit != AgeFit::Fits)
                && !(understood.under_age && service.audience == [Audience::YoungPeople]),
            distance_bands: self.distance_bands(entry.group, entry.district, candidate.distance.for_ranking),
            oneself: if understood.oneself { oneself_fit(service, &understood.ages) } else { 0.0 },
            not_for_young: understood.under_age && !service.audience.contains(&Audience::YoungPeople),
            writes: understood.under_age && service.can_be_written_to(),
            when: understood.when.as_ref().is_some_and(happens_then),
            free: understood.free && facts.free == Some(true),
            for_men: match service.for_whom {
                ForWhom::Men if understood.danger.man => 1.0,
                ForWhom::Women if understood.danger.man => -1.0,
                _ => 0.0,
            },
            audience: referred_as.chain(understood.persona).any(|asks| service.audience.contains(&asks)),
        }
    }

    fn distance_bands(&self, group: Group, district: Option<u16>, distance: f64) -> f32 {
        let asks_for_districts = !self.search.districts.is_empty();
        let in_district = !asks_for_districts || district.is_some_and(|district| self.districts.contains(&district));
        if group == Group::Anywhere || !in_district {
            if self.has_place || asks_for_districts { weights::ANYWHERE_BANDS } else { 0.0 }
        } else if self.has_place {
            distance::distance_band(distance)
        } else {
            0.0
        }
    }
}

/// How the ages of a service sit with those asked for; `None` when none were.
pub(crate) fn age_fit(asked: &[Age], facts: &Facts) -> Option<AgeFit> {
    if asked.is_empty() {
        return None;
    }
    let fits = |age: &Age| facts.ages.fit(*age) == AgeFit::Fits || (*age == Age::Pregnancy && facts.pregnancy);
    Some(if asked.iter().any(fits) {
        AgeFit::Fits
    } else if facts.ages.is_stated() {
        AgeFit::Outside
    } else {
        AgeFit::NotStated
    })
}

/// How well a service's needs meet those asked for: 0 when none does, 1 and a little at best.
fn need_fit(asked: &[(u16, f32)], of_service: &[u16]) -> f32 {
    let mut best = 0.0;
    let mut more = 0.0;
    for (need, weight) in asked {
        let Some(position) = of_service.iter().position(|own| own == need) else { continue };
        let fit = weight * weights::NEED_POSITION[position.min(weights::NEED_POSITION.len() - 1)];
        more += f32::min(best, fit) * weights::MORE_NEEDS;
        best = f32::max(best, fit);
    }
    best + more
}

/// How well a service takes somebody of these ages who asks for themselves: 0, 1 or 1.5.
fn oneself_fit(service: &Service, ages: &[Age]) -> f32 {
    let old_enough = |from: u8| ages.iter().any(|age| age.years().is_some_and(|years| years >= f64::from(from)));
    match (service.referral.by_self, service.referral.self_from_age) {
        (Some(true), Some(from)) if old_enough(from) => 1.5,
        (Some(true), _) => 1.0,
        _ => 0.0,
    }
}
