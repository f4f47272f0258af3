//! A start tag written anew from its parsed parts: only attributes that may pass, every value decoded, judged and escaped again.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use super::allow::{self, Value};
use super::token::Element;
use crate::markdown::write::escape_attribute;

/// The longest name of a character reference, `&CounterClockwiseContourIntegral;`, with `&` and `;`.
const LONGEST_REFERENCE: usize = 33;

/// A tag written anew.
#[derive(Debug)]
pub(super) struct Written {
    /// The tag; empty if nothing of it may pass.
    pub(super) tag: String,
    /// The other host's address that it leads to.
    pub(super) external: Option<String>,
}

/// Writes the tag; `tell` is given what was taken out.
pub(super) fn write(name: &'static str, element: &Element<'_>, tell: &mut dyn FnMut(String)) -> Written {
    let mut tag = format!("<{name}");
    let mut classes: Vec<String> = Vec::new();
    let mut written: Vec<&str> = Vec::new();
    let mut external = None;
    for &(attribute, raw) in &element.attributes {
        let lower = attribute.to_ascii_lowercase();
        let value = decode(raw.unwrap_or(""));
        let value = value.trim();
        let Some((known, rule)) = allow::attribute(name, &lower)
            .filter(|&(known, rule)| passes(rule, value) && !(known == "src" && is_external(value)))
        else {
            tell(shown(&lower));
            continue;
        };
        match rule {
            Value::Class => classes.extend(class_names(value)),
            Value::Align => classes.push(format!("align-{}", value.to_ascii_lowercase())),
            // HTML takes the first of attributes that stand twice.
            _ if written.contains(&known) => {}
            Value::Flag => tag.push_str(&format!(" {known}")),
            _ => {
                if rule == Value::Address && is_external(value) {
                    external = Some(value.to_owned());
                }
                tag.push_str(&format!(" {known}=\""));
                escape_attribute(value, &mut tag);
                tag.push('"');
            }
        }
        written.push(known);
    }
    if !classes.is_empty() {
        tag.push_str(" class=\"");
        escape_attribute(&classes.join(" "), &mut tag);
        tag.push('"');
    }
    if external.is_some() {
        tag.push_str(" rel=\"noopener noreferrer\"");
    }
    if name == "img" {
        if !written.contains(&"src") {
            tag.clear();
            return Written { tag, external };
        }
        if !written.contains(&"alt") {
            tag.push_str(" alt=\"\"");
        }
        tag.push_str(" loading=\"lazy\"");
    }
    tag.push('>');
    Written { tag, external }
}

/// An attribute's name as a message may show it: HTML lets it hold anything.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn passes(rule: Value, value: &str) -> bool {
    match rule {
        Value::Text | Value::Class | Value::Flag => true,
        Value::Number => {
            let digits = value.strip_suffix('%').unwrap_or(value);
            !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|b| b.is_ascii_digit())
        }
        Value::Address => allow::is_safe_address(value),
        Value::Align => ["left", "center", "right"]
            .iter()
            .any(|side| value.eq_ignore_ascii_case(side)),
    }
}

fn class_names(value: &str) -> impl Iterator<Item = String> + '_ {
    value
        .split_whitespace()
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'))
        .map(str::to_owned)
}

/// Whether an address leads to another host, as a browser sees it: to it a backslash is a slash, and control characters are nothing.
pub(in crate::markdown) fn is_external(address: &str) -> bool {
    let mut seen = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    let mut is_slash = || matches!(seen.next(), Some('/' | '\\'));
    (is_slash() && is_slash()) || matches!(allow::scheme(address).as_deref(), Some("http" | "https"))
}

/// Text with its character references decoded (`&nbsp;`, `&#21488;`); what is none stays as it is.
pub(in crate::markdown) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let reference = after
            .bytes()
            .take(LONGEST_REFERENCE)
            .position(|b| !b.is_ascii_alphanumeric() && b != b'#')
            .filter(|&end| end > 0 && after.as_bytes().get(end) == Some(&b';'))
            .and_then(|end| after.get(..=end));
        match reference.and_then(|name| reference_value(name).map(|value| (name.len(), value))) {
            Some((length, value)) => {
                out.push_str(&value);
                rest = after.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What `name;` stands for. pulldown-cmark knows the whole table but keeps it to itself, so it is asked by a text of one reference.
fn reference_value(name: &str) -> Option<String> {
    let source = format!("&{name}");
    let text: String = Parser::new(&source)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != source).then_some(text)
}
