//! The routes of an entity with what `/openapi.json` says of them, as `routes!` makes them from a
//! handler that is not generic.

use super::{JSON, NDJSON, entity::Entity, list, one};
use crate::{examples, state::AppState};
use axum::routing::get;
use exchange::oruk::{
    answer::{Page, Refusal},
    ask::{Filters, Nearby, Paging, Records, Takes},
};
use serde_json::Value;
use std::sync::Arc;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        Content, HttpMethod, ObjectBuilder, PathItem, PathsBuilder, Ref, RefOr, Required, Response, ResponseBuilder,
        Schema, Type,
        path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
    },
};
use utoipa_axum::router::UtoipaMethodRouter;

type Schemas = Vec<(String, RefOr<Schema>)>;

/// `/oruk/{entities}`.
pub(crate) fn list_route<E: Entity>() -> UtoipaMethodRouter<Arc<AppState>> {
    let words = E::WORDS;
    let page = format!("Page_{}", E::name());
    let mut found = ResponseBuilder::new()
        .description(format!("A page of {}", words.plural))
        .content(JSON, content(&page, E::example().map(examples::page)));
    if E::TAKES != Takes::Pages {
        found = found.content(NDJSON, content(&E::name(), None));
    }
    // One list shows what a refusal looks like; the others are like it.
    let refusal = E::example().map(|_| examples::refusal());
    let operation = OperationBuilder::new()
        .tag("Open Referral UK")
        .operation_id(Some(format!("oruk_{}", words.path)))
        .summary(Some(words.list_summary))
        .description(words.list_description)
        .parameters(Some(list_parameters(E::TAKES)))
        .response("200", found.build())
        .response("304", not_modified())
        .response("400", refused("A parameter is wrong", refusal))
        .build();
    let mut schemas = Schemas::new();
    schemas.push((page, Page::<E>::schema()));
    Page::<E>::schemas(&mut schemas);
    let (path, handler) = (format!("/oruk/{}", words.path), get(list::<E>));
    (with_entity_and_refusal::<E>(schemas), PathsBuilder::new().path(path, get_item(operation)).build(), handler)
}

/// `/oruk/{entities}/{id}`.
pub(crate) fn one_route<E: Entity>() -> UtoipaMethodRouter<Arc<AppState>> {
    let words = E::WORDS;
    let found = ResponseBuilder::new().description(words.definite).content(JSON, content(&E::name(), E::example()));
    let operation = OperationBuilder::new()
        .tag("Open Referral UK")
        .operation_id(Some(format!("oruk_{}", words.operation)))
        .summary(Some(words.one_summary))
        .parameter(
            ParameterBuilder::new()
                .name("id")
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(format!("The id of {} {} in this feed", words.article, words.noun)))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String))),
        )
        .response("200", found.build())
        .response("304", not_modified())
        .response("400", refused("The address cannot be read", None))
        .response("404", refused(&format!("There is no such {}", words.noun), None))
        .build();
    let (path, handler) = (format!("/oruk/{}/{{id}}", words.path), get(one::<E>));
    (with_entity_and_refusal::<E>(Schemas::new()), PathsBuilder::new().path(path, get_item(operation)).build(), handler)
}

fn list_parameters(takes: Takes) -> Vec<Parameter> {
    let query = || Some(ParameterIn::Query);
    let mut parameters = Paging::into_params(query);
    if takes != Takes::Pages {
        parameters.extend(Records::into_params(query));
    }
    if matches!(takes, Takes::Services | Takes::Places) {
        parameters.extend(Filters::into_params(query));
    }
    if takes == Takes::Places {
        parameters.extend(Nearby::into_params(query));
    }
    parameters
}

fn with_entity_and_refusal<E: Entity>(mut schemas: Schemas) -> Schemas {
    schemas.push((E::name().into_owned(), E::schema()));
    E::schemas(&mut schemas);
    schemas.push((Refusal::name().into_owned(), Refusal::schema()));
    Refusal::schemas(&mut schemas);
    schemas
}

fn get_item(operation: Operation) -> PathItem {
    PathItem::new(HttpMethod::Get, operation)
}

fn content(schema: &str, example: Option<Value>) -> Content {
    Content::builder().schema(Some(Ref::from_schema_name(schema))).example(example).build()
}

fn not_modified() -> Response {
    ResponseBuilder::new().description("You hold it already").build()
}

fn refused(description: &str, example: Option<Value>) -> Response {
    ResponseBuilder::new().description(description).content(JSON, content(&Refusal::name(), example)).build()
}
