//! `unfinished/placeholder`: signs of a text that somebody meant to finish (DOMAIN.md §4): ××局, 20XX年, 届x次, 【待补充】, TODO, and what
//! a paywall or a broken page leaves in copied text. Code is left alone, and so are signs within words (XXL).

use std::sync::LazyLock;

use super::page::{Area, Findings, Page};
use super::words::{Code, Leads, Words, after, before};
use crate::diagnostic::Diagnostic;
use crate::text::han::{is_cjk, is_han};

/// Words that are never meant to be read.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "TODO",
        "FIXME",
        "TBD",
        "lorem ipsum",
        "Lorem ipsum",
        "Lorem Ipsum",
        "LOREM IPSUM",
        "隐藏内容",
        "本帖隐藏的内容",
        "此处内容需要权限查看",
        "内容需要权限",
        "需要权限查看",
        "登录后查看",
        "登录后可见",
        "回复后可见",
        "购买后查看",
        "附件链接失效",
        "附件已失效",
        "链接已失效",
        "图片加载失败",
        "无法显示此图片",
        "错误!未找到引用源",
        "错误！未找到引用源",
        "错误!未定义书签",
        "错误！未定义书签",
        "单击此处输入",
        "点击此处输入",
        "单击此处添加",
        "点击此处添加",
        "请在此处填写",
        "请在此处输入",
        "此处填写",
        "此处插入",
    ])
});

/// Words that are notes to oneself when they stand in brackets: 【待补充】, （待定）.
const NOTES: &[&str] = &[
    "待补充",
    "待补",
    "待定",
    "待核实",
    "待核",
    "待确认",
    "待完善",
    "待更新",
    "待填",
    "待填写",
    "待续",
    "待修改",
    "待查",
    "请补充",
    "需补充",
    "请核实",
    "请填写",
    "此处补充",
    "未完",
    "未完待续",
    "占位",
    "占位符",
];

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    for line in page.lines.iter().filter(|line| line.area != Area::Code) {
        let words = WORDS.find(line.text).map(|(at, word)| (at, at + word.len()));
        let words = words
            .filter(|(from, to)| is_meant(line.text, *from, line.text.get(*from..*to).unwrap_or_default()));
        let mut found: Vec<(usize, usize)> = words.collect();
        marks(line.text, &mut found);
        found.sort_unstable();
        let mut code = Code::new(line.text);
        for (from, to) in found {
            if !code.holds(from) {
                let found = line.text.get(from..to).unwrap_or_default();
                let diagnostic = Diagnostic::warning("unfinished/placeholder").with("found", found);
                findings.tell(diagnostic, line.start + from, line.start + to);
            }
        }
    }
}

/// Whether a word is the sign itself: not part of a longer word, and no ban on hiding (不得隐藏内容).
fn is_meant(text: &str, at: usize, word: &str) -> bool {
    let around = [before(text, at), after(text, at + word.len())];
    match word {
        "隐藏内容" => {
            !around[0].is_some_and(is_han)
                || text
                    .get(..at)
                    .is_some_and(|head| head.ends_with(['的', '为', '有']))
        }
        word if word.starts_with(|c: char| c.is_ascii()) => !around
            .into_iter()
            .flatten()
            .any(|c| c.is_ascii_alphanumeric() || c == '_'),
        _ => true,
    }
}

/// Crosses, and brackets that open.
const CROSSES: &[char] = &['x', 'X', 'ｘ', 'Ｘ', '×', '╳', '✕'];
const OPENING: &[char] = &['【', '（', '(', '[', '〔', '［'];

static MARKS: LazyLock<Leads> = LazyLock::new(|| Leads::new(CROSSES.iter().chain(OPENING).copied()));

/// Crosses in place of a word, and notes in brackets: one pass.
fn marks(text: &str, found: &mut Vec<(usize, usize)>) {
    let mut past = 0;
    while let Some(at) = MARKS.next(text.as_bytes(), past) {
        let Some(c) = after(text, at) else { return };
        past = at + c.len_utf8();
        if is_cross(c) {
            past = at
                + text
                    .get(at..)
                    .map_or(0, |rest| rest.len() - rest.trim_start_matches(is_cross).len());
            if stands_for_a_word(text, at, past) {
                found.push((at, past));
            }
        } else if OPENING.contains(&c) {
            let inner = text.get(at + c.len_utf8()..).unwrap_or_default();
            let end = NOTES
                .iter()
                .filter(|note| inner.starts_with(**note))
                .map(|note| note.len())
                .max();
            if let Some(end) = end
                && let Some(close) = inner.get(end..).and_then(|rest| rest.chars().next())
                && matches!(
                    close,
                    '】' | '）' | ')' | ']' | '〕' | '］' | '：' | ':' | '，' | ','
                )
            {
                past = at + c.len_utf8() + end + close.len_utf8();
                found.push((at, past));
            }
        }
    }
}

fn is_cross(c: char) -> bool {
    CROSSES.contains(&c)
}

/// Whether a run of crosses stands where a word should: two or more beside Chinese, or one before a word that counts (届x次, ×月×日).
fn stands_for_a_word(text: &str, from: usize, to: usize) -> bool {
    let (left, right) = (before(text, from), after(text, to));
    if right.is_some_and(|c| c.is_ascii_alphanumeric())
        || left.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
    {
        return false;
    }
    let crosses = text.get(from..to).unwrap_or_default().chars().count();
    let after_digit = left.is_some_and(|c| c.is_ascii_digit());
    match crosses {
        // A single cross is a sign of multiplication or a letter, unless a word that counts follows it and none of its own comes before.
        1 => {
            let counts = right.is_some_and(|c| "届次年月日省市县".contains(c));
            let begun = left.is_none_or(|c| is_cjk(c) || c.is_whitespace());
            counts && begun && !text.get(to..).is_some_and(|rest| rest.starts_with("次方"))
        }
        _ if after_digit => right.is_some_and(is_han),
        _ => [left, right]
            .into_iter()
            .flatten()
            .any(|c| is_cjk(c) || "“”‘’".contains(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, codes, document};

    fn told(line: &str) -> usize {
        codes(&body(line), "unfinished/placeholder")
    }

    #[test]
    fn signs_of_an_unfinished_text_are_told() {
        for line in [
            "请××局负责",
            "XX局党组",
            "xx省",
            "ＸＸ市",
            "届x次",
            "20XX年度",
            "某某（XX）",
            "×月5日",
            "【待补充】",
            "（待定）",
            "[待核实]",
            "（待补充：数据）",
            "TODO",
            "TODO：补数字",
            "Lorem ipsum dolor",
            "此处内容需要权限查看",
            "附件链接失效",
            "隐藏内容，登录后查看".get(..12).unwrap(),
            "此处为隐藏内容",
            "错误！未找到引用源。",
            "由XX同志负责",
            "请在此处填写单位名称",
            "“XXX”",
        ] {
            assert_eq!(told(line), 1, "{line}");
        }
        assert_eq!(told("×年×月×日"), 3);
        assert_eq!(
            codes(
                &document("---\ntitle: 市XX局年度计划\n---\n正文。\n"),
                "unfinished/placeholder"
            ),
            1
        );
    }

    #[test]
    fn finished_text_is_left_alone() {
        for line in [
            "尺寸为3×4厘米",
            "156×225毫米",
            "XXL号",
            "MAXX设备",
            "0xFF",
            "x轴与y轴",
            "x次方",
            "不得隐藏内容或者伪造数据",
            "具体时间待定",
            "待补充的材料由各单位报送",
            "| √ | × |",
            "TODOS列表",
            "`TODO`标记",
            "`XX局`是占位写法",
            "HTTPS 与 XX",
            "（待定岗位）",
            "4x4越野",
            "138XXXX5678",
            "max月",
        ] {
            assert_eq!(told(line), 0, "{line}");
        }
        assert_eq!(told("```\nTODO 甲\nXX局\n```\n"), 0);
    }
}
