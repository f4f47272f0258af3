//! `new`: a kind, a title, perhaps a unit and a year in; a Markdown file in its place out.
//!
//! The name of the file is its future address, so it is spelt in pinyin now and stays. Refuses unknown kinds and units, and names that are taken.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::{Refusal, write};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Rules, Unit};
use crate::text::date::Date;
use crate::text::fold::fold;
use crate::text::pinyin::slug;
use crate::text::similar::nearest;

/// The longest name of a file, in characters of its address: Windows allows 260 for a whole path.
const LONGEST_NAME: usize = 80;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewDocument<'a> {
    /// A kind's id, name or folder.
    pub kind: &'a str,
    /// 标题.
    pub title: &'a str,
    /// A unit by any of its names; required where the kind is per unit.
    pub unit: Option<&'a str>,
    /// 年度; left out, that of today.
    pub year: Option<i16>,
    /// 发布日期.
    pub today: Date,
}

/// Writes the document; gives its path relative to the root, with `/`.
pub fn new_document(
    root: &Path,
    rules: &Rules,
    units: &[Unit],
    wish: &NewDocument<'_>,
) -> Result<String, Refusal> {
    let title = wish.title.trim();
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(Refusal::Wish(Diagnostic::error("new/bad-title")));
    }
    let kind = find_kind(rules, wish.kind)?;
    let unit = match wish.unit {
        Some(name) => Some(find_unit(units, name)?),
        None if kind.per_unit => {
            return Err(Refusal::Wish(
                Diagnostic::error("new/unit-needed").with("kind", &kind.name),
            ));
        }
        None => None,
    };
    let path = path(kind, unit, title, wish);
    let text = text(rules, kind, unit, title, wish);
    write::new_file(&root.join(&path), &path, text.as_bytes())?;
    Ok(path)
}

fn find_kind<'a>(rules: &'a Rules, name: &str) -> Result<&'a Kind, Refusal> {
    let wanted = fold(name);
    let names = |kind: &'a Kind| [&*kind.id, kind.name.as_str(), kind.folder.as_str()];
    let found = rules
        .kinds
        .iter()
        .find(|kind| names(kind).iter().any(|n| fold(n) == wanted));
    found.ok_or_else(|| {
        let told = Diagnostic::error("new/unknown-kind")
            .with("kind", name)
            .with_some("suggestion", nearest(name, rules.kinds.iter().flat_map(names)))
            .with_list(
                "kinds",
                rules
                    .kinds
                    .iter()
                    .map(|kind| format!("{} {}", kind.id, kind.name)),
            );
        Refusal::Wish(told)
    })
}

/// The unit that a name means: id, name, short name, alias, and former names last.
fn find_unit<'a>(units: &'a [Unit], name: &str) -> Result<&'a Unit, Refusal> {
    let wanted = fold(name);
    let current = |unit: &'a Unit| -> Vec<&'a str> {
        let aliases = unit.raw.aliases.iter().map(|alias| alias.value.as_str());
        [unit.id(), unit.name.as_str(), unit.short.as_str()]
            .into_iter()
            .chain(aliases)
            .collect()
    };
    let former = |unit: &'a Unit| unit.raw.former_names.iter().map(|name| name.value.as_str());
    let found = units
        .iter()
        .find(|unit| current(unit).iter().any(|n| fold(n) == wanted));
    let found = found.or_else(|| units.iter().find(|unit| former(unit).any(|n| fold(n) == wanted)));
    found.ok_or_else(|| {
        let names = units
            .iter()
            .flat_map(|unit| current(unit).into_iter().chain(former(unit)));
        let told = Diagnostic::error("new/unknown-unit")
            .with("unit", name)
            .with_some("suggestion", nearest(name, names));
        Refusal::Wish(told)
    })
}

/// `content/plans/2026/finance.md` where the kind is per unit, else `content/notices/guan-yu-….md`.
fn path(kind: &Kind, unit: Option<&Unit>, title: &str, wish: &NewDocument<'_>) -> String {
    match unit {
        Some(unit) if kind.per_unit => {
            let year = wish.year.unwrap_or(wish.today.year());
            format!("content/{}/{year}/{}.md", kind.folder, unit.id())
        }
        _ => format!("content/{}/{}.md", kind.folder, name(title, wish.today)),
    }
}

/// The title in pinyin, cut after a whole syllable; the day where nothing can be spelt, or the name means something else.
fn name(title: &str, today: Date) -> String {
    let spelt = slug(title).unwrap_or_default();
    let mut name = String::new();
    for syllable in spelt.split('-').filter(|s| !s.is_empty()) {
        if name.len() + 1 + syllable.len() > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(syllable);
    }
    // `index` is the prose above the list; `page-2` is the list's second page, `print` the whole of it for paper.
    if name.is_empty() || ["index", "print"].contains(&name.as_str()) || name.starts_with("page-") {
        name = if name.is_empty() {
            today.to_string()
        } else {
            format!("{name}-{today}")
        };
    }
    name
}

/// Front matter and the beginning of a body.
fn text(rules: &Rules, kind: &Kind, unit: Option<&Unit>, title: &str, wish: &NewDocument<'_>) -> String {
    let chinese = rules.site.language.starts_with("zh");
    let key = |zh: &str, en: &str| Value::from(if chinese { zh } else { en });
    let mut front = Mapping::new();
    front.insert(key("标题", "title"), Value::from(title));
    if let Some(unit) = unit {
        front.insert(key("单位", "unit"), Value::from(unit.short.as_str()));
    }
    if kind.per_unit || wish.year.is_some() {
        front.insert(
            key("年度", "year"),
            Value::from(wish.year.unwrap_or(wish.today.year())),
        );
    }
    front.insert(key("发布日期", "date"), Value::from(wish.today.to_string()));
    // Maps of plain strings and numbers always have a YAML form.
    let yaml = serde_yaml::to_string(&front).unwrap_or_default();
    let more = match (kind.official, kind.per_unit, chinese) {
        (true, _, true) => OFFICIAL_ZH,
        (true, _, false) => OFFICIAL_EN,
        (_, true, true) => "# 报送日期:            # 报到工委的日期，如 2026-03-20\n",
        (_, true, false) => "# submitted:          # the day it came in, such as 2026-03-20\n",
        _ => "",
    };
    format!("---\n{yaml}{more}---\n\n")
}

/// What an official document also has; each line counts once its # is taken away.
const OFFICIAL_ZH: &str = "\
# 文种: 通知            # 十五种文种之一：通知、通报、意见、决定……
# 发文字号:            # 如 云江直工发〔2026〕3号
# 成文日期:            # 如 2026年3月5日
# 主送机关:
";

/// The same in English.
const OFFICIAL_EN: &str = "\
# doc_type: 通知        # one of the 15 types
# doc_no:              # such as 云江直工发〔2026〕3号
# date_written:        # such as 2026-03-05
# recipients:
";
