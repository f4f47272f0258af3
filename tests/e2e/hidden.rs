//! Every place in which a hidden document could leave a trace: honours, withdrawals, study, results, register, calendar, images, prose.

use super::site::Site;

/// Front matter with a list for everything that a document can feed, all of them marked; `{w}` is the mark.
const EVERYTHING: &str = "\
title: {w}标题
date: 2026-05-06
doc_type: 通报
doc_no: 云江直工{n}〔2026〕9号
unit: education
units: [finance]
year: 2031
issuers: [{w}机关]
signature: {w}署名
recipients: [{w}主送]
cc: [{w}抄送]
note: {w}附注
print_org: {w}印发
signer: {w}签发
index_no: {w}索引
topic: {w}主题
source: {w}来源
author: {w}供稿
editor: {w}编辑
reviewer: {w}审核
summary: {w}摘要
tags: [{w}标签]
criteria: [political]
pinned: true
replaces: [old.md]
amends: [kept.md]
attachments: [{ title: {w}附件, file: {w}表.csv }]
study: [{ date: 2026-11-25, topic: {w}学习, place: {w}地点 }]
honours: [{ unit: finance, title: {w}称号, criteria: [political] }]
revokes: [{ unit: education, document: kept.md }]
results: [{ unit: finance, grade: {w}等次, note: {w}说明 }]
public_results: true
";

fn everything(mark: &str, n: &str, hiding: &str) -> String {
    let mut front = EVERYTHING.replace("{w}", mark).replace("{n}", n);
    if hiding.contains("expires_on") {
        // What was public keeps its effect, without a name.
        for done in ["replaces: [old.md]\n", "amends: [kept.md]\n"] {
            front = front.replace(done, "");
        }
        front = front.replace("revokes: [{ unit: education", "revokes: [{ unit: finance");
    }
    format!(
        "---\n{front}{hiding}\n---\n\n## {mark}节\n\n{mark}正文![{mark}替代]({mark}图.png)[{mark}表]({mark}单.csv)，\
         注[^{mark}]，<b title=\"{mark}\">{mark}</b>。\n\n[^{mark}]: {mark}脚注\n"
    )
}

/// A site in which everything that is hidden carries `zq`.
fn site() -> Site {
    let notice = |title: &str, more: &str| {
        format!("---\ntitle: {title}\ndoc_type: 通报\ndate: 2026-02-01\n{more}---\n\n正文。\n")
    };
    let mut site = Site::new("traces")
        .standard()
        .file("content/notices/old.md", &notice("旧通报", ""))
        .file(
            "content/notices/kept.md",
            &notice("现行通报", "honours: [{ unit: education }, { unit: finance }]\n"),
        );
    let ways = [
        ("甲", "internal: true"),
        ("乙", "draft: true"),
        ("丙", "publish_on: 2026-12-01"),
        ("丁", "expires_on: 2026-06-01"),
        ("戊", "expires_on: 2026-11-20"),
    ];
    for (n, hiding) in ways {
        let mark = format!("zq{n}");
        for name in ["图.png", "单.csv", "表.csv"] {
            site = site.bytes(&format!("content/notices/{mark}{name}"), mark.as_bytes());
        }
        let of_unit =
            format!("---\ntitle: {mark}计划\nunit: education\ndate: 2026-03-02\n{hiding}\n---\n\n{mark}。\n");
        site = site
            .file(
                &format!("content/notices/{mark}.md"),
                &everything(&mark, n, hiding),
            )
            .file(&format!("content/plans/2026/{mark}.md"), &of_unit);
    }
    for (path, hiding) in [
        ("content/study/index.md", "draft"),
        ("content/index.md", "internal"),
        ("content/pages/zqp.md", "internal"),
    ] {
        let text =
            format!("---\ntitle: zq页\nsummary: zq摘要\n{hiding}: true\n---\n\nzq说明![zq](zqx.png)\n");
        let image = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        site = site.file(path, &text).file(&format!("{image}/zqx.png"), "zq");
    }
    site.file(
        "content/study/sessions.md",
        "---\ntitle: 学习安排\ndate: 2026-03-01\nstudy: [{ date: 2026-11-21, topic: 研讨, place: zq会议室 }]\nreplaces: [../notices/zq甲.md]\n---\n\n见[甲](../notices/zq乙.md#zq乙节)、[乙](../notices/zq丙.md)。\n",
    )
    .file(
        "content/notices/results.md",
        "---\ntitle: 考核情况\ndoc_type: 通报\ndate: 2026-03-01\nresults: [{ unit: finance, grade: zq优, note: zq好 }]\n---\n\n已考核。\n",
    )
    .file(
        "data/submissions.csv",
        "单位,材料,年度,报送日期,说明\n市教育局,年度创建计划,2026,2026-04-02,zq说明\n市财政局,自查总结,2026,免报,zq免报\n",
    )
}

fn holds_no_trace(site: &Site) {
    for (path, (bytes, _)) in site.tree("public") {
        let text = path.to_string_lossy().into_owned() + "\n" + &String::from_utf8_lossy(&bytes);
        let found = text
            .find("zq")
            .map(|at| text.chars().skip(text[..at].chars().count()).take(40));
        assert_eq!(found.map(String::from_iter), None, "{}", path.display());
    }
}

#[test]
fn nothing_that_a_hidden_document_feeds_leaves_a_trace() {
    for level in ["counts", "filed", "full"] {
        let rules = STANDARD_RULES.replace("[site]\n", "[site]\nbase_url = \"https://example.cn/zl/\"\n");
        let site = site().file("site.toml", &format!("{rules}\n[ledger]\npublic = \"{level}\"\n"));
        site.run(["build"]).exits(0);
        holds_no_trace(&site);
        let public = site.tree("public");
        assert!(
            !public.contains_key(std::path::Path::new("years/2031.html")),
            "a year of hidden documents alone"
        );
        assert!(site.published("notices/old.html").contains("旧通报"));
        for page in ["notices/old.html", "notices/kept.html"] {
            let text = site.published(page);
            assert!(!text.contains("已废止") && !text.contains("已修改"), "{page}");
        }
        let roll = site.published("honours/index.html");
        assert!(roll.contains("市教育局") && !roll.contains("撤销"));
        let facts: serde_json::Value = serde_json::from_str(&site.published("sihao.json")).unwrap();
        assert_eq!(facts["documents"], 8);
        let counted = site.published("search.html");
        assert!(
            counted.contains("政治坚定好</a> <span class=\"quiet\">0"),
            "{counted}"
        );
    }
}

const STANDARD_RULES: &str = super::site::STANDARD[0].1;
