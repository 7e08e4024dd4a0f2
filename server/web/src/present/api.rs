//! The answer to a search as JSON: `/api/search`. Every name is always there, `null` where nothing
//! is known.

use app::model::{Group, Ignored, Precision};
use directory::Age;
use search::{Answer, Engine, Found, Search, query::parameters::PARAMETERS};
use serde::Serialize;
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Required, Type,
        path::{ParameterBuilder, ParameterIn, ParameterStyle},
    },
};

/// Results of a page when nothing else is asked for.
const PER_PAGE: usize = 20;

/// The whole answer.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)] // the names are the contract's own
pub struct SearchAnswer {
    pub total: usize,
    pub page: usize,
    pub per_page: usize,
    pub urgent: bool,
    pub understood: UnderstoodAnswer,
    #[schema(required)]
    pub widened_to_miles: Option<u16>,
    pub ignored: Vec<IgnoredAnswer>,
    pub results: Vec<ResultAnswer>,
}

/// What was understood.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct UnderstoodAnswer {
    pub ages: Vec<serde_json::Value>,
    #[schema(required)]
    pub place: Option<PlaceAnswer>,
    pub needs: Vec<String>,
    pub words: String,
}

/// The place that was understood.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct PlaceAnswer {
    pub label: String,
    #[schema(required)]
    pub postcode: Option<String>,
    #[schema(required)]
    pub district: Option<String>,
    #[schema(required)]
    pub lat: Option<f64>,
    #[schema(required)]
    pub lon: Option<f64>,
}

/// A value that was left out.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct IgnoredAnswer {
    pub parameter: String,
    pub value: String,
    pub why: String,
}

/// One result.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct ResultAnswer {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub needs: Vec<String>,
    #[schema(required)]
    pub age_min: Option<u16>,
    #[schema(required)]
    pub age_max: Option<u16>,
    #[schema(required)]
    pub district: Option<String>,
    pub group: &'static str,
    #[schema(required)]
    pub distance_miles: Option<f64>,
    #[schema(required)]
    pub precision: Option<&'static str>,
    pub referral: ReferralAnswer,
    pub levels: Vec<u8>,
    /// What its building is known to have, as `access` takes it; what is not named is not known.
    pub access: Vec<&'static str>,
    /// The languages in which it is given, by their codes of ISO 639; empty where none is stated.
    pub languages: Vec<&'static str>,
    #[schema(required)]
    pub cost: Option<String>,
    pub confirmed: bool,
    #[schema(required)]
    pub phone: Option<String>,
    #[schema(required)]
    pub phone_confirmed: Option<bool>,
    #[schema(required)]
    pub source_date: Option<String>,
    #[schema(required)]
    pub assured_date: Option<String>,
    pub summary: String,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Vec<String>>,
}

/// Who may ask: true, false, or null where nothing is said.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct ReferralAnswer {
    #[serde(rename = "self")]
    #[schema(required)]
    pub by_self: Option<bool>,
    #[schema(required)]
    pub self_from_age: Option<u8>,
    #[schema(required)]
    pub parent: Option<bool>,
    #[schema(required)]
    pub professional: Option<bool>,
}

/// What a search takes, as the API describes it. Wrong values are left out and said.
pub struct SearchParameters;

impl IntoParams for SearchParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<utoipa::openapi::path::Parameter> {
        let mut described = Vec::new();
        for parameter in &PARAMETERS {
            let Some(description) = parameter.description else { continue };
            let text = ObjectBuilder::new().schema_type(Type::String);
            let builder = ParameterBuilder::new()
                .name(parameter.name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(description));
            let builder = if parameter.repeated {
                let example = parameter.example.map(|example| serde_json::json!([example]));
                builder
                    .style(Some(ParameterStyle::Form))
                    .explode(Some(true))
                    .example(example)
                    .schema(Some(ArrayBuilder::new().items(text)))
            } else {
                let example = parameter.example.map(serde_json::Value::from);
                builder.example(example).schema(Some(text.max_length(parameter.max_length)))
            };
            described.push(builder.build());
        }
        described
    }
}

/// An age as the API prints it: years, whole where they are, or "pregnancy".
fn age(age: &Age) -> serde_json::Value {
    match age {
        Age::Pregnancy => "pregnancy".into(),
        Age::Years(years) => (*years).into(),
        Age::Months(_) => age.years().into(),
    }
}

/// The JSON answer of a search.
pub fn answer(engine: &Engine, search: &Search, answer: &Answer) -> SearchAnswer {
    let understood = &answer.understood;
    let per_page = search.per_page.unwrap_or(PER_PAGE);
    let first = search.page.saturating_sub(1).saturating_mul(per_page);
    let merged: Vec<&Found> = match search.group {
        Some(Group::Near) => answer.near.iter().collect(),
        Some(Group::Anywhere) => answer.anywhere.iter().collect(),
        None => engine.merge_groups(answer, search.sort, first.saturating_add(per_page)),
    };
    let needs = if search.needs.is_empty() {
        understood
            .needs
            .iter()
            .map(|said| engine.catalogue.terms.needs[usize::from(said.need)].slug.to_string())
            .collect()
    } else {
        search.needs.iter().map(ToString::to_string).collect()
    };
    SearchAnswer {
        total: merged.len(),
        page: search.page,
        per_page,
        urgent: understood.danger.is_urgent(),
        understood: UnderstoodAnswer {
            ages: understood.ages.iter().map(age).collect(),
            place: understood.place.as_ref().map(|place| PlaceAnswer {
                label: place.label.clone(),
                postcode: place.postcode.map(|postcode| postcode.to_string()),
                district: place.district.as_ref().map(ToString::to_string),
                lat: place.point.map(|point| point.latitude()),
                lon: place.point.map(|point| point.longitude()),
            }),
            needs,
            words: understood.words.clone(),
        },
        widened_to_miles: answer.widened_to_miles,
        ignored: ignored(search, answer),
        results: merged.iter().skip(first).take(per_page).map(|found| result(engine, search, found)).collect(),
    }
}

fn ignored(search: &Search, answer: &Answer) -> Vec<IgnoredAnswer> {
    let unknown = answer.understood.unknown_place.iter().map(|unknown| Ignored {
        parameter: if search.near.is_empty() { "q".into() } else { "near".into() },
        value: unknown.typed.clone(),
        why: unknown.why.clone(),
    });
    let all = search.ignored.iter().cloned().chain(unknown);
    all.map(|left| IgnoredAnswer { parameter: left.parameter, value: left.value, why: left.why }).collect()
}

fn result(engine: &Engine, search: &Search, found: &Found) -> ResultAnswer {
    let entry = &engine.catalogue.entries[found.entry as usize];
    let service = &engine.catalogue.listed.services[entry.service as usize];
    let building = entry.location.map(|at| &engine.catalogue.listed.locations[at as usize]);
    let phone = service.first_phone();
    ResultAnswer {
        id: service.id.to_string(),
        name: service.name.clone(),
        kind: service.kind.to_string(),
        needs: service.needs.iter().map(ToString::to_string).collect(),
        age_min: service.ages.minimum(),
        age_max: service.ages.maximum(),
        district: entry.district.map(|at| engine.catalogue.authority.districts[usize::from(at)].slug.to_string()),
        group: match found.group {
            Group::Near => "near",
            Group::Anywhere => "anywhere",
        },
        distance_miles: found.distance.map(|miles| (miles * 10.0).round() / 10.0),
        precision: found.precision.map(|precision| match precision {
            Precision::Point => "point",
            Precision::Town => "town",
            Precision::District => "district",
        }),
        referral: ReferralAnswer {
            by_self: service.referral.by_self,
            self_from_age: service.referral.self_from_age,
            parent: service.referral.by_parent,
            professional: service.referral.by_professional,
        },
        levels: service.levels.iter().map(|level| level.number()).collect(),
        access: building.map_or(Vec::new(), |building| building.access.iter().map(|access| access.as_str()).collect()),
        languages: service.languages.iter().map(|language| language.code()).collect(),
        cost: (!service.cost.is_empty()).then(|| service.cost.clone()),
        confirmed: service.is_confirmed(),
        phone: phone.map(|phone| phone.number.to_string()),
        phone_confirmed: phone.map(|phone| phone.confirmed),
        source_date: service.source_date.as_ref().map(ToString::to_string),
        assured_date: service.assured_date.map(|date| date.to_string()),
        summary: service.summary.clone(),
        url: format!("/services/{}", service.id),
        explain: search.explain.then(|| found.parts.reasons()),
    }
}
