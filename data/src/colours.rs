//! The site's colours, as an authority may set them: `[colours.light]` and `[colours.dark]`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Colours by the name of their token, for light and for dark.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

/// The colours that must be set, since they are read against one another.
const NEEDED: [&str; 10] =
    ["paper", "card", "mist", "gentle", "ink", "ink-soft", "link", "press", "press-over", "on-press"];
/// The colours that may be set besides.
const MORE: [&str; 10] =
    ["line", "edge", "gentle-line", "sky", "sun", "hill-near", "hill-far", "land", "land-line", "house"];
/// Pairs of colours: text, and the ground behind it.
const PAIRS: [(&str, &str); 15] = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "mist"),
    ("ink", "gentle"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("ink-soft", "mist"),
    ("ink-soft", "gentle"),
    ("link", "paper"),
    ("link", "card"),
    ("link", "mist"),
    ("link", "gentle"),
    ("ink-soft", "land"),
    ("on-press", "press"),
    ("on-press", "press-over"),
];
/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;

impl Colours {
    /// What is wrong with the colours, each with how to mend it.
    pub fn problems(&self) -> Vec<(String, String)> {
        let mut problems = Vec::new();
        for (scheme, colours) in [("light", &self.light), ("dark", &self.dark)] {
            for (name, value) in colours {
                if !NEEDED.contains(&name.as_str()) && !MORE.contains(&name.as_str()) {
                    let mend = format!("use {} or {}", NEEDED.join(", "), MORE.join(", "));
                    problems.push((format!("[colours.{scheme}] has the unknown colour '{name}'"), mend));
                }
                if channels(value).is_none() {
                    let what = format!("[colours.{scheme}] {name} = '{value}' is not a colour");
                    problems.push((what, "write it like #1a6b5c".to_owned()));
                }
            }
            for name in NEEDED.iter().filter(|name| !colours.contains_key(**name)) {
                problems.push((format!("[colours.{scheme}] has no {name}"), "set all that belong together".to_owned()));
            }
            for (text, ground) in PAIRS {
                let both = [text, ground].map(|name| colours.get(name).and_then(|value| luminance(value)));
                let [Some(over), Some(under)] = both else { continue };
                let contrast = (over.max(under) + 0.05) / (over.min(under) + 0.05);
                if contrast < LEAST {
                    let what = format!(
                        "[colours.{scheme}] {text} can hardly be read on {ground}: their contrast is {contrast:.1} to 1"
                    );
                    problems.push((what, format!("make it {LEAST} to 1 or more, by a darker or a lighter one")));
                }
            }
        }
        problems
    }

    /// The paper of light and of dark, for a browser's own bars.
    pub fn papers(&self) -> (&str, &str) {
        (self.light.get("paper").map_or("", String::as_str), self.dark.get("paper").map_or("", String::as_str))
    }

    /// A style sheet with the colours, which stands after the site's own.
    pub fn css(&self) -> String {
        let set = |colours: &BTreeMap<String, String>| -> String {
            colours.iter().map(|(name, value)| format!("--{name}:{value};")).collect()
        };
        format!(
            "@layer tokens{{:root{{{}}}@media(prefers-color-scheme:dark){{:root{{{}}}}}}}\n",
            set(&self.light),
            set(&self.dark)
        )
    }
}

/// Red, green and blue of `#rrggbb`, from 0 to 1.
fn channels(value: &str) -> Option<[f64; 3]> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let at = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok().map(|byte| f64::from(byte) / 255.0);
    Some([at(0)?, at(2)?, at(4)?])
}

/// Relative luminance (WCAG 2.2).
fn luminance(value: &str) -> Option<f64> {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    channels(value).map(|[red, green, blue]| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(change: (&str, &str)) -> Colours {
        let mut light: BTreeMap<String, String> =
            NEEDED.iter().map(|name| ((*name).to_owned(), "#ffffff".to_owned())).collect();
        for name in ["ink", "ink-soft", "link", "press", "press-over"] {
            light.insert(name.to_owned(), "#222222".to_owned());
        }
        let dark = light.clone();
        light.insert(change.0.to_owned(), change.1.to_owned());
        Colours { light, dark }
    }

    #[test]
    fn colours_that_can_be_read_make_a_style_sheet() {
        let colours = colours(("sky", "#eeeeff"));
        assert_eq!(colours.problems(), []);
        let css = colours.css();
        assert!(css.contains("--sky:#eeeeff;") && css.contains("prefers-color-scheme:dark"), "{css}");
    }

    #[test]
    fn pale_text_a_wrong_value_and_an_unknown_name_are_told() {
        let told =
            |name, value| colours((name, value)).problems().into_iter().map(|(what, _)| what).collect::<String>();
        assert!(told("link", "#bbbbbb").contains("link can hardly be read on paper"));
        assert!(told("paper", "red;}body{display:none").contains("is not a colour"));
        assert!(told("background", "#ffffff").contains("unknown colour 'background'"));
    }
}
