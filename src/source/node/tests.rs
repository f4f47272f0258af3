//! The tree, and what is told instead of one.
use super::*;
use crate::diagnostic::Argument;

/// Code, line and column of each diagnostic, sorted by place.
fn told(text: &str) -> Vec<(&'static str, u32, u32)> {
    let source = SourceText::new("content/a.md", text);
    let (_, told) = parse_yaml(&source, Span::new(0, text.len()));
    places(&told)
}

fn places(told: &[Diagnostic]) -> Vec<(&'static str, u32, u32)> {
    let mut found: Vec<_> = told
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            (d.code, place.line, place.column)
        })
        .collect();
    found.sort_by_key(|(_, line, column)| (*line, *column));
    found
}

#[test]
fn dump() {
    for text in [
        "title: 通知: 关于\n",
        "title: [2024]通知\n",
        "title: *重要*\n",
        "title: @所有人\n",
        "title: %50\n",
        "title: \"关于\nyear: 2026\n",
        "title: \"关于\"印发\n",
        "title: 'a\n",
        "tags: [a, b\nyear: 1\n",
        "tags: [a b]]\n",
        "title: - a\n",
        "标题\nyear: 1\n",
        "a: 1\nb\n",
        "title: a\n  year: 1\n",
        " title: a\nyear: 1\n",
        "title: a\n year: 1\n",
        "title: \"C:\\目录\"\n",
        "tags: {a: b\n",
        "tags: {a: b]\n",
        "x: !重要 a\n",
        "x: &a b\n",
        "`a`: 1\n",
        "title: `a`\n",
        "? a\n: b\n",
        "[a]: b\n",
        "a: 1\na: 2\n",
        "study:\n  - a: 1\n    b: 2\n   c: 3\n",
        "tags:\n  - a\n - b\n",
        "title: a:\n",
        "%YAML 1.2\n",
        "title: ,a\n",
        "...\na: 1\n",
        "tags:\n- a\nb\n",
    ] {
        let source = SourceText::new("content/a.md", text);
        let (node, told) = parse_yaml(&source, Span::new(0, text.len()));
        println!("{text:?}\n    {:?}", places(&told));
        if told.is_empty() {
            println!("{node:?}");
        }
    }
    for text in [
        "title = “a”\n",
        "title = 关于\n",
        "a = \"x\n",
        "a：1\n",
        "a = [1, 2\nb = 1\n",
        "a = 1\na = 2\n",
        "[site]\na=1\n[site]\n",
        "a = [1，2]\n",
        "a = 01\n",
        "a = 1 b = 2\n",
        "a\n",
        "a =\n",
        "标题 = 1\n",
        "a = \"\\目\"\n",
        "[site\n",
        "k = { a = 1, b 2 }\n",
        "d = 2025-02-30\n",
        "a ＝ 1\n",
    ] {
        let source = SourceText::new("site.toml", text);
        let (_, told) = parse_toml(&source);
        println!(
            "{text:?}\n    {:?}",
            told.iter()
                .map(|d| (
                    d.code,
                    d.place.as_ref().unwrap().line,
                    d.place.as_ref().unwrap().column,
                    d.arguments
                        .iter()
                        .map(|a| match &a.1 {
                            Argument::Word(w) => (*w).to_owned(),
                            Argument::Text(t) => t.clone(),
                            _ => String::new(),
                        })
                        .collect::<Vec<_>>()
                ))
                .collect::<Vec<_>>()
        );
    }
}
