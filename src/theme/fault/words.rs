//! tera's sentences and the diagnostics that they are.

use super::{Known, fallback};
use crate::diagnostic::Diagnostic;
use crate::text::similar::nearest;

/// Filters of tera that templates use most; a name that is near one of them is suggested.
static FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "first",
    "float",
    "foreign",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "phrases",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

static TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

static FUNCTIONS: &[&str] = &["range", "super", "throw"];

static TAGS: &[&str] = &[
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "endblock",
    "endcomponent",
    "endfilter",
    "endfor",
    "endif",
    "extends",
    "filter",
    "for",
    "if",
    "include",
    "raw",
    "set",
    "set_global",
];

/// Signs of a Chinese keyboard and what a template needs instead.
static FULL_WIDTH: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('，', ","),
    ('：', ":"),
    ('（', "("),
    ('）', ")"),
    ('｛', "{"),
    ('｝', "}"),
    ('｜', "|"),
    ('．', "."),
    ('。', "."),
    ('＝', "="),
    ('！', "!"),
    ('［', "["),
    ('］', "]"),
    ('、', ","),
    ('；', ";"),
    ('％', "%"),
    ('　', " "),
];

fn quoted(message: &str, index: usize) -> &str {
    message.split('`').nth(index).unwrap_or("")
}

/// A sentence about syntax; `found` is what stands at the place.
pub(super) fn syntax(message: &str, found: &str) -> Diagnostic {
    if message.starts_with("Unexpected character") {
        return character(found);
    }
    if message.starts_with("Unknown tag") {
        return tag(found);
    }
    if message.contains("missing its closing")
        || message.starts_with("Closing comment")
        || message.starts_with("unexpected end of raw")
    {
        let (tag, end) = match found {
            "{#" => ("{#", "#}"),
            "{%" => ("raw", "endraw"),
            quote => (quote, quote),
        };
        return Diagnostic::error("template/unclosed")
            .with("tag", tag)
            .with("end", end);
    }
    if message.starts_with("`extends` needs to be the first") {
        return Diagnostic::error("template/extends-first");
    }
    if message.starts_with("Template already contains a block") {
        return Diagnostic::error("template/twice")
            .with_word("what", "template.block")
            .with("name", quoted(message, 1));
    }
    if message.starts_with("Template already contains a component") {
        return Diagnostic::error("template/twice")
            .with_word("what", "template.component")
            .with("name", quoted(message, 1));
    }
    fallback("template/syntax", message)
}

fn character(found: &str) -> Diagnostic {
    let c = found.chars().next().unwrap_or(' ');
    match FULL_WIDTH.iter().find(|(wide, _)| *wide == c) {
        Some((_, half)) => Diagnostic::error("template/full-width-sign")
            .with("character", c)
            .with("instead", half),
        None => Diagnostic::error("template/unexpected-character").with("character", c),
    }
}

fn tag(found: &str) -> Diagnostic {
    match found {
        "macro" | "endmacro" | "import" | "from" | "call" => {
            Diagnostic::error("template/macro").with("tag", found)
        }
        "else" | "elif" => Diagnostic::error("template/stray-end").with("tag", found),
        end if TAGS.contains(&end) => Diagnostic::error("template/stray-end").with("tag", end),
        other => unknown("template.tag", other, TAGS.iter().copied()),
    }
}

fn unknown<'n>(what: &'static str, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::error("template/unknown-name")
        .with_word("what", what)
        .with("name", name)
        .with_some("suggestion", nearest(name, names))
}

/// A sentence about something that a template refers to.
pub(super) fn reference(message: &str, name: &str, known: &Known<'_>) -> Diagnostic {
    if message.starts_with("Unknown filter") {
        unknown("template.filter", name, FILTERS.iter().copied())
    } else if message.starts_with("Unknown test") {
        unknown("template.test", name, TESTS.iter().copied())
    } else if message.starts_with("Unknown function") {
        unknown("template.function", name, FUNCTIONS.iter().copied())
    } else if message.starts_with("Unknown component") {
        unknown("template.component", name, known.components.iter().copied())
    } else if message.starts_with("Block `") {
        Diagnostic::error("template/unknown-block").with("name", name)
    } else {
        fallback("template/syntax", message)
    }
}

/// A sentence about rendering.
pub(super) fn rendering(message: &str) -> Diagnostic {
    let name = quoted(message, 1);
    let among = |label: &str| -> Vec<String> {
        let list = message.split_once(label).map_or("", |(_, list)| list);
        list.split(',')
            .map(|name| name.trim().trim_matches('`').to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    };
    let choose = |diagnostic: Diagnostic, names: Vec<String>| {
        let diagnostic = diagnostic
            .with("name", name)
            .with_some("suggestion", nearest(name, names.iter().map(String::as_str)));
        if names.is_empty() {
            diagnostic
        } else {
            diagnostic.with_list("available", names)
        }
    };
    if message.starts_with("Variable `") && message.contains("is not defined") {
        choose(
            Diagnostic::error("template/unknown-variable"),
            among("Available variables: "),
        )
    } else if message.starts_with("Field `") {
        choose(
            Diagnostic::error("template/unknown-field"),
            among("Available fields: "),
        )
    } else if message.contains("undefined") {
        Diagnostic::error("template/undefined")
    } else if message.starts_with("Missing keyword argument") || message.starts_with("Argument `") {
        Diagnostic::error("template/missing-argument").with("name", name)
    } else if message.starts_with("Unknown argument") {
        choose(Diagnostic::error("template/unknown-argument"), among("are: "))
    } else if message.starts_with("Invalid type")
        || message.contains("does not match expected type")
        || message.contains("requires both operands")
    {
        Diagnostic::error("template/wrong-type").with("words", message)
    } else {
        fallback("template/rendering", message)
    }
}
