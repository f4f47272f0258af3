//! `inner-party/matter`: matter of inner-party life that never enters the folder (DOMAIN.md §1): 对照检查材料, 批评意见, 问题线索, 留置,
//! 约谈记录, results of 民主测评.
//!
//! The words alone are no matter: guidance on how to hold a 民主生活会 names them all. Matter is a text that *is* such a paper, which its
//! title or a heading says by ending in the word, and phrases that only such papers hold: 民主测评得分98.5分, 批评意见如下.

use std::sync::LazyLock;

use super::page::{Area, Findings, Page};
use super::words::{Words, after};
use crate::diagnostic::Diagnostic;

/// What a paper is called: a title that ends so is the paper itself.
const PAPERS: &[&str] = &[
    "对照检查材料",
    "个人对照检查",
    "对照检查发言提纲",
    "批评意见",
    "批评意见汇总",
    "批评意见清单",
    "批评意见表",
    "相互批评意见记录",
    "问题线索",
    "问题线索清单",
    "问题线索台账",
    "问题线索处置情况",
    "问题线索移送函",
    "约谈记录",
    "约谈情况记录",
    "集体约谈名单",
    "谈话记录",
    "谈心谈话记录",
    "留置决定书",
    "留置通知书",
    "民主测评结果",
    "民主测评得分",
    "民主测评汇总",
    "民主测评汇总表",
    "民主测评情况",
    "测评得分",
    "考核得分",
    "考核得分表",
    "得分排名",
    "考核排名",
    "排名表",
    "得分汇总",
    "得分汇总表",
];

/// What turns a paper's name into a mention, before it (撰写对照检查材料) …
const VERBS: &[&str] = &[
    "撰写",
    "起草",
    "准备",
    "修改",
    "审阅",
    "审核",
    "提交",
    "报送",
    "完善",
    "把关",
    "形成",
    "开展",
    "提出",
    "征求",
    "听取",
    "收集",
    "梳理",
    "做好",
    "建立",
    "填写",
    "管理",
    "移交",
    "移送",
    "处置",
    "反映",
    "受理",
    "排查",
    "核查",
    "使用",
    "公布",
    "计算",
    "相互",
    "自我",
    "正确对待",
    "写好",
    "深化",
    "规范",
    "和",
    "与",
    "及",
    "、",
];

/// Phrases that only such papers hold.
static PHRASES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "批评意见如下",
        "批评意见：",
        "批评意见:",
        "被留置",
        "留置决定书",
        "留置通知书",
        "问题线索",
        "民主测评",
        "测评得分",
        "约谈记录如下",
        "谈话记录如下",
        "对照检查如下",
    ])
});

/// Words that a figure of a 民主测评 follows.
const FIGURES: &[&str] = &[
    "平均得分",
    "综合得分",
    "得分",
    "平均分",
    "总分",
    "优秀率",
    "满意率",
    "优秀票",
    "称职率",
    "好票率",
    "结果",
];

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    let mut told = Vec::new();
    let titles = page
        .titles
        .iter()
        .map(|span| (span.start as usize, page.source.slice(*span)));
    let headings = page
        .lines
        .iter()
        .filter(|l| l.area == Area::Body && l.text.starts_with('#'))
        .map(|l| (l.start, l.text));
    for (start, text) in titles.chain(headings) {
        if let Some((from, to)) = paper(text) {
            told.push((start + from, start + to));
        }
    }
    for line in page.lines.iter().filter(|line| line.area != Area::Code) {
        for (at, word) in PHRASES.find(line.text) {
            if is_matter(line.text, at, word) {
                told.push((line.start + at, line.start + at + word.len()));
            }
        }
    }
    told.sort_unstable();
    told.dedup_by(|later, earlier| later.0 < earlier.1);
    for (start, end) in told {
        let found = page.source.text().get(start..end).unwrap_or_default();
        findings.tell(
            Diagnostic::warning("inner-party/matter").with("found", found.trim_end_matches([':', '：'])),
            start,
            end,
        );
    }
}

/// Where the name of a paper stands at the end of a title, numbers of versions and brackets aside.
fn paper(title: &str) -> Option<(usize, usize)> {
    let bare = title.trim_end_matches(|c: char| c.is_whitespace() || "#*\"'”」』》。".contains(c));
    let bare = match (bare.rfind(['（', '(']), bare.ends_with(['）', ')'])) {
        (Some(open), true) => bare.get(..open)?.trim_end(),
        _ => bare,
    };
    let name = PAPERS
        .iter()
        .filter(|name| bare.ends_with(**name))
        .max_by_key(|name| name.len())?;
    let before = bare.strip_suffix(name)?;
    (!VERBS.iter().any(|verb| before.ends_with(verb))).then_some((before.len(), bare.len()))
}

/// Whether a phrase tells something of somebody, rather than how such things are done.
fn is_matter(text: &str, at: usize, word: &str) -> bool {
    let rest = text.get(at + word.len()..).unwrap_or_default();
    match word {
        // The law speaks of 被留置人员.
        "被留置" => !rest.starts_with(['人', '的', '者']),
        "问题线索" => {
            let counted = figure(rest.trim_start_matches(['共', '计', '有', '合']))
                .is_some_and(|rest| rest.starts_with(['件', '条', '个']));
            let head: String = text.get(..at).unwrap_or_default().chars().rev().take(2).collect();
            counted
                || matches!(head.chars().collect::<Vec<_>>().as_slice(), ['件' | '条' | '个', digit] if digit.is_ascii_digit())
        }
        "民主测评" | "测评得分" => {
            let named = FIGURES.iter().find_map(|name| rest.strip_prefix(name));
            named
                .or((word == "测评得分").then_some(rest))
                .is_some_and(is_result)
        }
        _ => true,
    }
}

/// Whether a figure follows that is a result: 98.5分, 为96%; not a share or a threshold (占30%, 90%以上, 10分以下).
fn is_result(text: &str) -> bool {
    let text = ["为", "是", "达到", "达", "：", ":", "（", "("]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let Some(unit) = figure(text.trim_start()) else {
        return false;
    };
    let rest = unit.trim_start_matches(['分', '%', '％', '票']);
    rest.len() < unit.len()
        && !["以上", "以下", "的", "及以上", "为", "（含"]
            .iter()
            .any(|word| rest.starts_with(word))
}

/// What follows a figure, if there is one.
fn figure(text: &str) -> Option<&str> {
    after(text, 0).filter(char::is_ascii_digit)?;
    Some(text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, codes, document};

    fn told(line: &str) -> usize {
        codes(&body(line), "inner-party/matter")
    }
    fn titled(title: &str) -> usize {
        codes(
            &document(&format!("---\ntitle: {title}\n---\n正文。\n")),
            "inner-party/matter",
        )
    }

    #[test]
    fn papers_and_what_only_they_hold_are_told() {
        for title in [
            "市财政局领导班子对照检查材料",
            "对照检查材料（征求意见稿）",
            "对张某同志的批评意见",
            "集体约谈记录",
            "2026年民主测评结果",
            "各单位考核得分排名",
            "问题线索台账",
        ] {
            assert_eq!(titled(title), 1, "{title}");
        }
        for line in [
            "## 领导班子对照检查材料",
            "### 对班子的批评意见",
            "相互批评意见如下",
            "提出的批评意见：",
            "该同志已被留置。",
            "移送问题线索3件",
            "收到5条问题线索",
            "民主测评得分98.5分",
            "民主测评优秀率为96%，",
            "测评得分：92.1分",
        ] {
            assert_eq!(told(line), 1, "{line}");
        }
        assert_eq!(
            codes(
                &document(
                    "---\ntitle: 甲\nattachments:\n  - title: 班子对照检查材料\n    file: a.docx\n---\n"
                ),
                "inner-party/matter"
            ),
            0,
            "told through the model's attachments only: see the test of attachments"
        );
    }

    #[test]
    fn how_such_things_are_done_may_be_said() {
        for title in [
            "关于撰写对照检查材料的通知",
            "关于开好民主生活会的通知",
            "民主测评办法",
            "问题线索处置工作规程",
            "约谈记录表",
            "认真撰写对照检查材料",
            "批评与自我批评意见征求办法",
        ] {
            assert_eq!(titled(title), 0, "{title}");
        }
        for line in [
            "会前认真撰写对照检查材料，深入查摆问题。",
            "## 二、撰写对照检查材料",
            "开展批评和自我批评，虚心接受批评意见。",
            "规范问题线索处置，做到件件有着落。",
            "被留置人员的合法权益受法律保护。",
            "依法采取留置措施。",
            "民主测评得分占总分的30%。",
            "民主测评优秀率90%以上的，可评为优秀。",
            "| 民主测评 | 10分 |",
            "做好约谈记录。",
            "组织民主测评，测评结果报市直机关工委。",
            "- 领导班子对照检查材料",
        ] {
            assert_eq!(told(line), 0, "{line}");
        }
    }
}
