//! The page for developers, from the description of the API.

use app::model::{ApiAnswer, ApiCall, ApiGroup, ApiParameter, DevelopersPage};
use directory::Authority;
use serde_json::Value;

/// The page. `description` is an OpenAPI 3.1 document as the site gives it.
pub fn page(authority: &Authority, public_url: &str, description: &Value) -> DevelopersPage {
    let calls: Vec<(&str, ApiCall)> = paths(description)
        .filter_map(|(path, operation)| Some((operation["tags"][0].as_str()?, call(public_url, path, operation))))
        .collect();
    let of = |name: &str| calls.iter().filter(|(tag, _)| *tag == name).map(|(_, call)| call.clone()).collect();
    let groups = list(&description["tags"]).map(|tag| ApiGroup {
        name: text(&tag["name"]),
        description: text(&tag["description"]),
        calls: of(tag["name"].as_str().unwrap_or_default()),
    });
    DevelopersPage {
        groups: groups.collect(),
        frame: frame(public_url),
        feeds: authority
            .districts
            .iter()
            .map(|d| (d.name.clone(), format!("/districts/{}/changes.atom", d.slug)))
            .collect(),
    }
}

/// What another site writes into its page.
fn frame(public_url: &str) -> String {
    format!(
        "<iframe src=\"{public_url}/embed\" title=\"Find help for families\"\n  width=\"100%\" height=\"640\" \
         loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>"
    )
}

/// Every address and what `GET` does there.
fn paths(description: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let paths = description["paths"].as_object().into_iter().flatten();
    paths.filter_map(|(path, item)| Some((path.as_str(), item.get("get")?)))
}

fn call(public_url: &str, path: &str, operation: &Value) -> ApiCall {
    let parameters: Vec<ApiParameter> = list(&operation["parameters"]).map(parameter).collect();
    let answers = operation["responses"].as_object().into_iter().flatten();
    let example = parameters.iter().find(|p| !p.in_path && !p.example.is_empty());
    let query = example.map_or(String::new(), |p| format!("?{}={}", p.name, p.example.replace(' ', "+")));
    let in_path = parameters.iter().filter(|p| p.in_path);
    let shown = in_path.fold(path.to_owned(), |path, p| path.replace(&format!("{{{}}}", p.name), &p.example));
    ApiCall {
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        curl: format!("curl '{public_url}{shown}{query}'"),
        example: example_of(&operation["responses"]["200"]),
        answers: answers
            .map(|(status, answer)| ApiAnswer { status: status.clone(), meaning: text(&answer["description"]) })
            .collect(),
        parameters,
    }
}

fn parameter(parameter: &Value) -> ApiParameter {
    let schema = &parameter["schema"];
    let example = [&parameter["example"], &schema["example"]].into_iter().find(|example| !example.is_null());
    ApiParameter {
        name: text(&parameter["name"]),
        meaning: text(&parameter["description"]),
        in_path: parameter["in"] == "path",
        repeated: schema["type"] == "array",
        example: example.map(plain).unwrap_or_default(),
        otherwise: schema.get("default").map(plain).unwrap_or_default(),
    }
}

/// The first example of an answer, written over several lines.
fn example_of(answer: &Value) -> Option<String> {
    let contents = answer["content"].as_object()?;
    let example = contents.values().find_map(|content| content.get("example"))?;
    serde_json::to_string_pretty(example).ok()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A value without the quotes of JSON; of several the first.
fn plain(value: &Value) -> String {
    let value = value.get(0).unwrap_or(value);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_is_told_with_its_parameters_answers_and_how_to_try_it() {
        let operation = json!({
            "tags": ["Search"], "summary": "A search.",
            "parameters": [
                { "name": "id", "in": "path", "example": "a-b", "schema": { "type": "string" } },
                { "name": "q", "in": "query", "description": "Words.", "schema": { "type": "string", "example": "no sleep" } },
                { "name": "page", "in": "query", "schema": { "type": "integer", "default": 1 } },
                { "name": "need", "in": "query", "schema": { "type": "array" }, "example": ["debt"] },
            ],
            "responses": { "200": { "description": "Found", "content": { "application/json": { "example": { "total": 1 } } } } },
        });
        let call = call("https://a.example", "/api/{id}/search", &operation);
        assert_eq!(call.curl, "curl 'https://a.example/api/a-b/search?q=no+sleep'");
        assert_eq!(call.parameters[2].otherwise, "1");
        assert_eq!((call.parameters[3].repeated, call.parameters[3].example.as_str()), (true, "debt"));
        assert_eq!(call.example.unwrap(), "{\n  \"total\": 1\n}");
        assert_eq!((call.answers[0].status.as_str(), call.answers[0].meaning.as_str()), ("200", "Found"));
    }
}
