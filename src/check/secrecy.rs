//! `secrecy/mark`: marks of secrecy and of restricted circulation that stand alone (DOMAIN.md §1, §4).
//!
//! A mark stands alone in a line, a heading, a list item, a cell or a field: 机密★5年, 内部资料 注意保存. The same words within a sentence
//! are nothing: 保守党的秘密 is the oath of admission. Several levels side by side (绝密、机密、秘密) are a list of levels, not a mark.

use super::page::{Area, Findings, Line, Page};
use crate::diagnostic::Diagnostic;

/// The longest piece that can be a mark, in bytes: anything longer is a sentence.
const LONGEST: usize = 160;

/// State secrets, by the law on guarding them.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// Marks of restricted circulation, longest first where one begins another.
const MARKS: &[&str] = &[
    "内部资料",
    "内部文件",
    "内部材料",
    "内部使用",
    "内部传阅",
    "内部参考",
    "内部刊物",
    "内部掌握",
    "内部发行",
    "仅供内部使用",
    "仅供内部参考",
    "仅供内部传阅",
    "仅限内部使用",
    "仅限内部传阅",
    "限内部使用",
    "供内部使用",
    "供内部参考",
    "注意保存",
    "注意保密",
    "妥善保管",
    "妥善保存",
    "工作秘密",
    "此件不公开发布",
    "此件不公开",
    "此件不予公开",
    "不予公开",
    "依申请公开",
    "此件依申请公开",
    "不得翻印",
    "严禁翻印",
    "请勿翻印",
    "不得外传",
    "严禁外传",
    "请勿外传",
    "不得复印",
    "严禁复印",
    "不得复制",
    "不得转发",
    "阅后退还",
    "阅后收回",
    "会后收回",
    "会后退回",
    "未经批准不得翻印",
    "不得上网",
];

/// What may stand beside a mark without making it a sentence.
const BESIDE: &[&str] = &[
    "特急",
    "加急",
    "公开方式",
    "公开属性",
    "信息公开选项",
    "信息公开类别",
    "密级",
    "保密期限",
    "份号",
];

/// What a piece turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    StateSecret,
    Restricted,
}

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    for line in &page.lines {
        if is_sentence(line) {
            continue;
        }
        for (start, piece) in pieces(line) {
            let Some(mark) = mark(piece) else { continue };
            if page.internal && mark == Mark::Restricted {
                continue;
            }
            let start = line.start + start;
            let shown = match piece.contains('<') {
                true => without_tags(piece),
                false => piece.to_owned(),
            };
            let diagnostic = Diagnostic::error("secrecy/mark").with("mark", shown);
            findings.tell(diagnostic, start, start + piece.len());
        }
    }
}

/// Whether a line of the body is nothing but a sentence, as nearly all are: it has no cells, and begins as no mark does.
fn is_sentence(line: &Line<'_>) -> bool {
    let begins = || line.text.trim_start_matches(is_dressing).starts_with(can_begin);
    matches!(line.area, Area::Body | Area::Code) && !line.text.contains('|') && !begins()
}

/// The pieces of a line in which something can stand alone, with their offsets in it: cells, values of fields, the line itself.
fn pieces<'a>(line: &Line<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let (offset, text, parts): (usize, &str, &[char]) = match line.area {
        Area::Front => {
            let at = line
                .text
                .find([':', '：'])
                .map_or(0, |at| at + line.text.get(at..).map_or(0, first_length));
            (
                at,
                line.text.get(at..).unwrap_or_default(),
                &[',', '[', ']', '{', '}'],
            )
        }
        Area::Register => (0, line.text, &[',']),
        Area::Body | Area::Code => (0, line.text, &['|']),
    };
    let mut at = offset;
    text.split(parts).filter_map(move |part| {
        let start = at;
        at += part.len() + 1;
        let bare = part.trim_start_matches(is_dressing);
        let trimmed = bare.trim_end_matches(is_dressing);
        (!trimmed.is_empty() && trimmed.len() <= LONGEST)
            .then_some((start + part.len() - bare.len(), trimmed))
    })
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Markdown, quotes, brackets, numbering and end marks around a piece.
fn is_dressing(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '#' | '-'
                | '*'
                | '+'
                | '>'
                | '_'
                | '~'
                | '`'
                | '"'
                | '\''
                | '“'
                | '”'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '['
                | ']'
                | '《'
                | '》'
                | '。'
                | '.'
                | '！'
                | '!'
                | '；'
                | ';'
                | '：'
                | ':'
                | '、'
                | '，'
                | '\u{200b}'
                | '\u{feff}'
        )
}

/// What a piece is when nothing but marks, and what may stand beside them, is in it.
fn mark(piece: &str) -> Option<Mark> {
    // Most pieces are sentences, whose first character begins no mark.
    if !piece.starts_with(can_begin) {
        return None;
    }
    let plain = without_tags(piece);
    let mut rest = plain.as_str();
    let mut levels: Vec<&str> = Vec::new();
    let mut restricted = false;
    while !rest.is_empty() {
        if let Some((level, tail)) = level(rest) {
            levels.push(level);
            rest = tail;
        } else if let Some(tail) = longest(MARKS, rest) {
            restricted = true;
            rest = tail;
        } else if let Some(tail) = rest
            .strip_prefix("此件发至")
            .or_else(|| rest.strip_prefix("发至"))
        {
            // 县处级, 县团级, 各市直单位 …: whoever it is, up to the next pause.
            let end = tail.find(['，', '。', ',', '；']).unwrap_or(tail.len());
            restricted = (2..=20).contains(&tail.get(..end)?.chars().count());
            if !restricted {
                return None;
            }
            rest = tail.get(end..)?;
        } else {
            rest = longest(BESIDE, rest).or_else(|| rest.strip_prefix(is_beside))?;
        }
    }
    match levels.as_slice() {
        [] => restricted.then_some(Mark::Restricted),
        [first, others @ ..] => others
            .iter()
            .all(|other| other == first)
            .then_some(Mark::StateSecret),
    }
}

fn can_begin(c: char) -> bool {
    c == '<'
        || c == '★'
        || c.is_ascii_digit()
        || "绝机秘内仅限供注妥工此不依严请阅会未发特加公信密保份".contains(c)
}

fn is_beside(c: char) -> bool {
    c.is_ascii_digit() || is_dressing(c) || matches!(c, ',' | '·' | '—' | '/' | '\\')
}

/// The piece without white space and tags.
fn without_tags(piece: &str) -> String {
    let mut within = false;
    piece
        .chars()
        .filter(|c| {
            let shown = !within && *c != '<';
            within = (within || *c == '<') && *c != '>';
            shown && !c.is_whitespace()
        })
        .collect()
}

fn longest<'a>(words: &[&str], text: &'a str) -> Option<&'a str> {
    words
        .iter()
        .filter(|word| text.starts_with(**word))
        .max_by_key(|word| word.len())
        .and_then(|word| text.strip_prefix(word))
}

/// A level with its period: 机密★5年, 秘密★长期, 绝密级, 机密★启用前.
fn level(text: &str) -> Option<(&'static str, &str)> {
    let level = LEVELS.into_iter().find(|level| text.starts_with(level))?;
    let rest = text.strip_prefix(level)?;
    let rest = rest.strip_prefix('级').unwrap_or(rest);
    let starred = rest.trim_start_matches(['★', '☆', '*', '＊', '✩', '⭐']);
    for period in ["长期", "启用前", "公布前", "永久"] {
        if let Some(rest) = starred.strip_prefix(period) {
            return Some((level, rest));
        }
    }
    let number = starred.trim_start_matches(|c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三五十〇".contains(c)
    });
    if number.len() < starred.len() {
        let unit = ["年", "个月", "天", "日"]
            .into_iter()
            .find_map(|unit| number.strip_prefix(unit));
        return Some((level, unit.unwrap_or(starred)));
    }
    Some((level, starred))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, codes, document, internal};

    fn told(line: &str) -> usize {
        codes(&body(line), "secrecy/mark")
    }

    #[test]
    fn marks_that_stand_alone_are_told() {
        for line in [
            "机密★5年",
            "绝密",
            "秘密★长期",
            "# 机密",
            "机 密★1年",
            "- 内部资料 注意保存",
            "内部资料，注意保存。",
            "**内部文件**",
            "（此件不公开）",
            "此件发至县处级",
            "此件发至县处级，不得翻印",
            "| 依申请公开 | 甲 |",
            "> 工作秘密",
            "密级：秘密★1年",
            "公开方式：依申请公开",
            "<p>机密★５年</p>",
            "特急 机密★1年",
            "000001　机密",
            "机密★5年　份号：000012",
            "份号：000012　机密★5年",
            "不得翻印",
            "机密★启用前",
            "【内部使用】",
        ] {
            assert_eq!(told(line), 1, "{line}");
        }
    }

    #[test]
    fn a_mark_within_tags_is_told_without_them() {
        let told = super::super::document(&body("<p>机密★5年</p>"));
        assert!(format!("{told:?}").contains("\"机密★5年\""), "{told:?}");
    }

    #[test]
    fn mentions_within_a_sentence_are_nothing() {
        for line in [
            "保守党的秘密，对党忠诚。",
            "加强国家秘密和工作秘密管理。",
            "绝密、机密、秘密",
            "机密文件管理办法",
            "本指引为内部资料的管理提供依据。",
            "依申请公开的办理流程",
            "严禁翻印文件的规定见第三条。",
            "秘密等级的确定",
            "内部控制",
            "发至各单位的通知已印发并将在会后逐一核实落实情况",
            "不得翻印的材料由机要室保管",
            "| 密级管理 | 保密教育 |",
            "会后收回的表格",
            "2026",
            "密级",
            "注意保存好材料",
        ] {
            assert_eq!(told(line), 0, "{line}");
        }
    }

    #[test]
    fn fields_are_looked_at_and_internal_documents_may_be_internal() {
        let front = |field: &str| {
            codes(
                &document(&format!("---\ntitle: 甲\n{field}\n---\n正文。\n")),
                "secrecy/mark",
            )
        };
        assert_eq!(front("note: 机密★1年"), 1);
        assert_eq!(front("附注: “此件不公开”"), 1);
        assert_eq!(front("tags: [学习, 内部资料]"), 1);
        assert_eq!(front("  - 工作秘密"), 1);
        assert_eq!(front("note: 保守秘密"), 0);
        assert_eq!(
            codes(&internal("内部资料 注意保存\n\n此件不公开"), "secrecy/mark"),
            0
        );
        assert_eq!(codes(&internal("机密★1年"), "secrecy/mark"), 1);
    }
}
