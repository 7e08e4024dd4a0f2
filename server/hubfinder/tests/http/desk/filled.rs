//! A form of a page as a browser would send it.

use scraper::{ElementRef, Html, Selector};

/// The fields of the form that is sent to this address, with what stands in them.
pub(super) fn form(html: &str, action: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let select = |css: &str| Selector::parse(css).unwrap();
    let forms = select("form");
    let form = page.select(&forms).find(|form| form.attr("action") == Some(action));
    let form = form.unwrap_or_else(|| panic!("no form to {action} in {html}"));
    form.select(&select("input, select, textarea"))
        .filter_map(|field| Some((field.attr("name")?.to_owned(), value(field)?)))
        .collect()
}

/// What a field sends; `None` for one that sends nothing.
fn value(field: ElementRef<'_>) -> Option<String> {
    match field.value().name() {
        "textarea" => Some(field.text().collect::<String>().trim_start_matches('\n').to_owned()),
        "select" => {
            let options = Selector::parse("option").unwrap();
            let all: Vec<_> = field.select(&options).collect();
            let chosen = all.iter().find(|option| option.attr("selected").is_some()).or(all.first())?;
            Some(chosen.attr("value").unwrap_or_default().to_owned())
        }
        _ => {
            let is_box = matches!(field.attr("type"), Some("checkbox" | "radio"));
            (!is_box || field.attr("checked").is_some()).then(|| field.attr("value").unwrap_or_default().to_owned())
        }
    }
}

/// The fields with some of them typed anew, or added.
pub(super) fn typed(mut fields: Vec<(String, String)>, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}
