//! Styles and scripts of ours without what only their writers need: comments, indents, spaces between signs. In: a file as it lies in
//! `theme/`. Out: what readers load, about a quarter less.
//!
//! Templates lose the indents of their lines (not the lines: a fault is told at one), so that pages do not carry them.
//!
//! It changes nothing that it does not understand: strings stay, lines of a script keep their breaks, and a script whose lines can't be
//! told from text (a template over several lines) stays whole. A site's own files are never touched.

/// The bytes that are published of an embedded file.
pub(super) fn squeeze(name: &str, bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let squeezed = match name.rsplit_once('.') {
        Some((_, "css")) => Some(style(text)),
        Some((_, "js")) => script(text),
        _ => None,
    };
    squeezed.map_or_else(|| bytes.to_vec(), String::into_bytes)
}

/// An embedded template without indents. None of ours holds text in which spaces count, and values are put in later.
pub(super) fn template(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_start_matches([' ', '\t']));
    lines.collect::<Vec<_>>().join("\n")
}

/// A style: one line, strings as they are.
fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if sign == '"' || sign == '\'' {
            let string = string_of(rest, sign);
            out.push_str(string);
            rest = rest.strip_prefix(string).unwrap_or("");
        } else {
            put(&mut out, sign);
            rest = rest.strip_prefix(sign).unwrap_or("");
        }
    }
    out.trim_end().to_owned()
}

/// Puts one sign; spaces become one, and none beside signs that part by themselves.
fn put(out: &mut String, sign: char) {
    match sign {
        sign if sign.is_ascii_whitespace() => {
            let parted = out.is_empty() || out.ends_with([' ', '{', '}', ';', ',', ':', '>']);
            if !parted {
                out.push(' ');
            }
        }
        '{' | '}' | ';' | ',' | '>' => {
            let unneeded: &[char] = if sign == '}' { &[' ', ';'] } else { &[' '] };
            out.truncate(out.trim_end_matches(unneeded).len());
            out.push(sign);
        }
        sign => out.push(sign),
    }
}

/// The string at the beginning of `text`, its quotes included.
fn string_of(text: &str, quote: char) -> &str {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            sign if sign == quote => return text.get(..=at).unwrap_or(text),
            _ => {}
        }
    }
    text
}

/// A script, line by line; `None` where a line may be text.
fn script(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        if line.matches('`').count() % 2 == 1 || line.ends_with('\\') {
            return None;
        }
        if in_comment || line.starts_with("/*") {
            let after = line.split_once("*/").map(|(_, after)| after);
            if after.is_some_and(|after| !after.is_empty()) {
                return None;
            }
            in_comment = after.is_none();
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(name: &str, text: &str) -> String {
        String::from_utf8(squeeze(name, text.as_bytes())).unwrap()
    }

    #[test]
    fn a_style_loses_comments_and_space_but_no_string() {
        let css = "/* red */\n.a > b,\n.c :hover { color: red; margin: 0 calc(1px + 2px); }\n@media (max-width: 5em) { .d::after { content: \"a  /* b */ \"; } }\n";
        assert_eq!(
            squeezed("a.css", css),
            ".a>b,.c :hover{color:red;margin:0 calc(1px + 2px)}@media (max-width:5em){.d::after{content:\"a  /* b */ \"}}"
        );
    }

    #[test]
    fn an_open_string_or_comment_of_a_style_ends_with_it() {
        assert_eq!(squeezed("a.css", "a{content:\"x"), "a{content:\"x");
        assert_eq!(squeezed("a.css", "a{} /* x"), "a{}");
    }

    #[test]
    fn a_script_loses_whole_lines_of_comment_and_keeps_its_breaks() {
        let js = "// head\n(function () {\n  /** why\n   * more */\n  const a = \"//\"; // kept\n\n  return a\n})();\n";
        assert_eq!(
            squeezed("a.js", js),
            "(function () {\nconst a = \"//\"; // kept\nreturn a\n})();\n"
        );
    }

    #[test]
    fn a_script_that_may_hold_text_over_lines_stays_whole() {
        for js in [
            "const a = `\n  // text\n`;\n",
            "a = \"\\\n  b\";\n",
            "/* a */ b();\n",
        ] {
            assert_eq!(squeezed("a.js", js), js);
        }
    }

    #[test]
    fn a_template_loses_its_indents_alone() {
        assert_eq!(
            template("<ul>\n  {%- for a in b %}\n\t<li> {{ a }} </li>\n\n</ul>\n"),
            "<ul>\n{%- for a in b %}\n<li> {{ a }} </li>\n\n</ul>\n"
        );
    }

    #[test]
    fn other_files_stay_as_they_are() {
        assert_eq!(squeezed("a.svg", "<svg>  </svg>"), "<svg>  </svg>");
        assert_eq!(squeeze("a.css", b"\xff  a"), b"\xff  a");
    }
}
