//! Raw HTML cut into tags and text: a string in, tokens with their offsets out.
//!
//! It reads tags as HTML does where that matters (quotes, unquoted values, no entities decoded here), gives up on anything that is no
//! complete tag (which is then text), and always advances. It judges nothing.

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, entities not decoded.
    Text(&'a str),
    /// A start tag.
    Open(Element<'a>),
    /// An end tag's name.
    Close(&'a str),
    /// A comment.
    Comment,
    /// A declaration, CDATA section or processing instruction: how it begins.
    Other(&'static str),
}

/// A start tag as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// Its name as written.
    pub(super) name: &'a str,
    /// Names and raw values, in order.
    pub(super) attributes: Vec<(&'a str, Option<&'a str>)>,
    /// Whether it ends in `/>`.
    pub(super) closed: bool,
}

/// The token at an offset, and where the next begins. `None` at the end.
pub(super) fn next(raw: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    if rest.starts_with('<') {
        return Some(markup(raw, at).unwrap_or_else(|| text(raw, at)));
    }
    Some(text(raw, at))
}

/// Text up to the next `<`; a `<` that begins no tag belongs to it.
fn text(raw: &str, at: usize) -> (Token<'_>, usize) {
    let rest = raw.get(at..).unwrap_or("");
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let end = rest
        .get(first..)
        .and_then(|r| r.find('<'))
        .map_or(raw.len(), |found| at + first + found);
    (Token::Text(raw.get(at..end).unwrap_or("")), end)
}

fn markup(raw: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = raw.get(at..)?;
    // Whatever opens and never closes swallows the rest, as it would in a browser.
    let until = |end: &str, from: usize| {
        rest.get(from..)
            .and_then(|r| r.find(end))
            .map_or(raw.len(), |found| at + from + found + end.len())
    };
    if rest.starts_with("<!--") {
        Some((Token::Comment, until("-->", 4)))
    } else if rest.starts_with("<![CDATA[") {
        Some((Token::Other("<![CDATA["), until("]]>", 9)))
    } else if rest.starts_with("<?") {
        Some((Token::Other("<?"), until("?>", 2)))
    } else if rest.starts_with("<!") {
        Some((Token::Other("<!"), until(">", 2)))
    } else if let Some(inner) = rest.strip_prefix("</") {
        let name = name(inner)?;
        let end = inner.get(name.len()..)?.find(['>', '<'])? + at + 2 + name.len();
        (raw.as_bytes().get(end) == Some(&b'>')).then_some((Token::Close(name), end + 1))
    } else {
        let name = name(rest.get(1..)?)?;
        let (attributes, closed, end) = attributes(raw, at + 1 + name.len())?;
        Some((
            Token::Open(Element {
                name,
                attributes,
                closed,
            }),
            end,
        ))
    }
}

/// A tag's name: a letter, then letters, digits, hyphens and colons.
fn name(text: &str) -> Option<&str> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':')
        .unwrap_or(text.len());
    text.get(..end)
}

type Attributes<'a> = Vec<(&'a str, Option<&'a str>)>;

/// The attributes up to `>`; `None` if the tag never ends or holds a `<` outside quotes.
fn attributes(raw: &str, mut at: usize) -> Option<(Attributes<'_>, bool, usize)> {
    let mut list = Vec::new();
    let mut closed = false;
    loop {
        at = skip_space(raw, at);
        match raw.as_bytes().get(at)? {
            b'>' => return Some((list, closed, at + 1)),
            b'/' => {
                closed = true;
                at += 1;
            }
            b'<' => return None,
            _ => {
                closed = false;
                let (name, after) = attribute_name(raw, at)?;
                let (value, after) = attribute_value(raw, after)?;
                list.push((name, value));
                at = after;
            }
        }
    }
}

fn skip_space(raw: &str, at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\x0c']).len()
}

fn attribute_name(raw: &str, at: usize) -> Option<(&str, usize)> {
    let rest = raw.get(at..)?;
    // The first character may be `=`, as in HTML, so that every round advances.
    let first = rest.chars().next()?.len_utf8();
    let end = rest
        .get(first..)?
        .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '='))?
        + first;
    Some((rest.get(..end)?, at + end))
}

fn attribute_value(raw: &str, at: usize) -> Option<(Option<&str>, usize)> {
    let equals = skip_space(raw, at);
    if raw.as_bytes().get(equals) != Some(&b'=') {
        return Some((None, at));
    }
    let from = skip_space(raw, equals + 1);
    let rest = raw.get(from..)?;
    for quote in ['"', '\''] {
        if let Some(inner) = rest.strip_prefix(quote) {
            let end = inner.find(quote)?;
            return Some((Some(inner.get(..end)?), from + end + 2));
        }
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))?;
    Some((Some(rest.get(..end)?), from + end))
}

/// Where the content of a swallowed element ends: the offset after its end tag. `depth` counts elements of the same name within it,
/// for those that nest.
pub(super) fn end_of(raw: &str, from: usize, name: &str, depth: &mut u32) -> Option<usize> {
    let bytes = raw.as_bytes();
    let mut at = from;
    while let Some(found) = raw.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let close = bytes.get(start + 1) == Some(&b'/');
        let word = start + 1 + usize::from(close);
        at = start + 1;
        let same = raw
            .get(word..word + name.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(name))
            && !bytes
                .get(word + name.len())
                .is_some_and(|b| b.is_ascii_alphanumeric());
        if same && close {
            let rest = raw.get(word..).unwrap_or("");
            let end = rest.find('>').map_or(raw.len(), |found| word + found + 1);
            if *depth == 0 {
                return Some(end);
            }
            *depth -= 1;
            at = end;
        } else if same && super::allow::nests(name) {
            *depth += 1;
        }
    }
    None
}
