//! Pages as a reader sees them: what stands where (DESIGN.md §§4–5).

use super::site::{STANDARD, Site};

fn settings(more: &str) -> String {
    format!("{}\n{more}", STANDARD[0].1)
}

/// The page's own matter, without header, menu and foot.
fn main_of(page: &str) -> String {
    let (_, main) = page.split_once("<main").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn one_kind_owed_by_two_days_is_named_with_those_who_owe_it() {
    let rules = STANDARD[0].1.replace(
        "[[campaign.obligations]]\nkind = \"plan\"\ndue = \"03-31\"\nfrom = 2026\n",
        "[[unit_categories]]\nid = \"party\"\nname = \"党的机关\"\n\n[[campaign.obligations]]\nkind = \"plan\"\ndue = \"03-31\"\nfrom = 2026\n\
         categories = [\"government\"]\n\n[[campaign.obligations]]\nkind = \"plan\"\ndue = \"04-30\"\nfrom = 2026\ncategories = [\"party\"]\n",
    );
    let site = Site::new("two-days")
        .standard()
        .file("site.toml", &format!("{rules}\n[ledger]\npublic = \"full\"\n"))
        .file(
            "content/units/office.md",
            "---\nname: 市委办公室\ncategory: party\norder: 5\n---\n",
        )
        .built();
    for page in [
        "index.html",
        "ledger/2026.html",
        "years/2026.html",
        "calendar/index.html",
    ] {
        let main = main_of(&site.published(page));
        for name in ["2026年度创建计划（政府部门）", "2026年度创建计划（党的机关）"] {
            assert!(main.contains(name), "{page} lacks {name}");
        }
        assert!(!main.contains("自查总结（"), "{page}");
    }
    assert!(
        site.published("calendar.ics")
            .contains("SUMMARY:2026年度创建计划（党的机关）")
    );
    let unit = main_of(&site.published("units/office.html"));
    // One of the two plans, and the summary; what is overdue stands in the strip and in the table.
    assert_eq!(unit.matches("class=\"strip-duty\"").count(), 2, "{unit}");
    assert_eq!(unit.matches("逾期未报").count(), 2, "{unit}");
}

#[test]
fn a_dossier_holds_assessments_and_documents_by_kind() {
    let results = |year: u32, grade: &str, more: &str| {
        format!(
            "---\ntitle: {year}年考核情况\ndate: 2026-03-01\nyear: {year}\nresults:\n  - {{ unit: finance, grade: {grade} }}\n{more}---\n\n考核。\n"
        )
    };
    let site = Site::new("dossier")
        .standard()
        .file(
            "site.toml",
            &settings("[campaign.appraisal]\nevery = 2\nfirst = 2023\n"),
        )
        .file(
            "content/notices/r2024.md",
            &results(2024, "良好", "public_results: true\n"),
        )
        .file(
            "content/notices/r2025.md",
            &results(2025, "优秀", "public_results: true\n"),
        )
        .file("content/notices/r2026.md", &results(2026, "秘而不宣", ""))
        .file(
            "content/news/visit.md",
            "---\ntitle: 财政局见闻\ndate: 2026-05-05\nunits: [finance]\n---\n\n见闻。\n",
        )
        .file(
            "content/practice/way.md",
            "---\ntitle: 财政局做法\ndate: 2026-05-06\nunit: finance\n---\n\n做法。\n",
        )
        .built();
    let main = main_of(&site.published("units/finance.html"));
    let place = |word: &str| main.find(word).unwrap_or_else(|| panic!("no {word} in {main}"));
    assert!(place(">2025</th><td>优秀") < place(">2024</th><td>良好"));
    assert!(!main.contains("秘而不宣"));
    assert!(place("<h3><a href=\"../news/index.html\">工作动态") < place("财政局见闻"));
    assert!(place("财政局见闻") < place("<h3><a href=\"../practice/index.html\">经验做法"));
    // The appraisal of 2024—2025 rests on the assessments of both years.
    let year = main_of(&site.published("years/2025.html"));
    assert!(
        year.contains("2024年度，依据") && year.contains("2025年度，依据"),
        "{year}"
    );
    assert!(!main_of(&site.published("years/2024.html")).contains("2025年考核情况"));
}

#[test]
fn the_programs_own_lists_take_prose_as_well() {
    let mut site = Site::new("prose").standard();
    for folder in ["ledger", "honours", "calendar", "units"] {
        let text = format!(
            "---\n---\n\n## 说明\n\n{folder}的说明，见[计划](../plans/2026/finance.md)。\n\n## Honours\n\n## Q\n"
        );
        site = site.file(&format!("content/{folder}/index.md"), &text);
    }
    let site = site.built();
    for folder in ["ledger", "honours", "calendar", "units"] {
        let page = site.published(&format!("{folder}/index.html"));
        assert!(
            page.contains(&format!(
                "{folder}的说明，见<a href=\"../plans/2026/finance.html\">"
            )),
            "{folder}"
        );
    }
}

#[test]
fn no_heading_takes_an_id_that_the_page_has_already() {
    let headings = [
        "q",
        "main",
        "text",
        "document",
        "official",
        "attachments",
        "honours",
        "units",
        "due",
        "newest",
        "sessions",
        "years",
    ];
    let body: String = headings
        .iter()
        .map(|id| format!("## 节 {{#{id}}}\n\n字。\n\n"))
        .collect();
    let site = Site::new("ids")
        .standard()
        .file("content/index.md", &format!("---\n---\n\n{body}"))
        .file(
            "content/news/ids.md",
            &format!("---\ntitle: 标题\ndate: 2026-01-02\n---\n\n{body}"),
        )
        .built();
    for path in ["index.html", "news/ids.html"] {
        let page = site.published(path);
        let mut ids: Vec<_> = page
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0)
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: {ids:?}");
    }
}

#[test]
fn the_policy_box_keeps_the_order_of_its_form() {
    let site = Site::new("box")
        .standard()
        .file(
            "content/guidance/full.md",
            "---\n标题: 全文\n文种: 意见\n发文字号: 云江直工发〔2026〕8号\n发布日期: 2026-05-02\n成文日期: 2026-05-01\n索引号: 01\n主题分类: 综合\n\
             发文机关: [甲机关]\n有效性: 现行有效\n---\n\n正文。\n",
        )
        .built();
    let page = site.published("guidance/full.html");
    let labels: Vec<_> = page
        .split("<dt>")
        .skip(1)
        .map(|rest| rest.split_once('<').unwrap().0)
        .collect();
    let wanted = [
        "索引号",
        "主题分类",
        "发文机关",
        "成文日期",
        "标题",
        "发文字号",
        "发布日期",
        "有效性",
    ];
    assert_eq!(labels, wanted);
}

#[test]
fn a_kinds_folder_may_be_named_in_han() {
    let kinds = "\n[[kinds]]\nid = \"brief\"\nname = \"简报\"\nfolder = \"工作简报\"\n\n[[kinds]]\nid = \"plan\"\nname = \"计划\"\nfolder = \"my_plans\"\nper_unit = true\n\n\
                 [[kinds]]\nid = \"summary\"\nname = \"总结\"\nfolder = \"zj\"\nper_unit = true\n";
    let site = Site::new("han")
        .file("site.toml", &settings(kinds))
        .file("content/units/finance.md", "---\nname: 云江市财政局\ncategory: government\n---\n")
        .file("content/工作简报/index.md", "---\n---\n\n每月一期。\n")
        .file("content/工作简报/2026/第一期.md", "---\ntitle: 第一期\ndate: 2026-02-01\n---\n\n见[列表](../index.md)、[计划](../../my_plans/a.md)。\n")
        .file("content/my_plans/a.md", "---\ntitle: 计划\ndate: 2026-02-01\nunit: finance\nsubmitted: 2026-02-01\n---\n\n计划。\n")
        .built();
    let list = site.published("gong-zuo-jian-bao/index.html");
    assert!(list.contains("每月一期。") && list.contains("href=\"../gong-zuo-jian-bao/2026/di-yi-qi.html\""));
    let page = site.published("gong-zuo-jian-bao/2026/di-yi-qi.html");
    assert!(
        page.contains("<a href=\"../../gong-zuo-jian-bao/index.html\">列表</a>"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"../../my-plans/index.html\">计划</a></li>"),
        "the menu: {page}"
    );
    assert!(
        site.published("my-plans/a.html")
            .contains("aria-current=\"true\">计划")
    );
    let clash = settings(kinds).replace("\"zj\"", "\"gong-zuo-jian-bao\"");
    site.file("site.toml", &clash)
        .run(["build"])
        .exits(2)
        .tells("config/duplicate");
}

#[test]
fn the_menu_leaves_out_a_page_that_the_edition_hides() {
    let nav = "\n[nav]\n\"内部须知\" = \"secret.html\"\n\"计划\" = \"plan\"\n\"关于\" = \"about.html\"\n";
    let site = Site::new("menu")
        .standard()
        .file("site.toml", &settings(nav))
        .file(
            "content/pages/secret.md",
            "---\ntitle: 须知\ninternal: true\n---\n\n须知。\n",
        )
        .file("content/pages/about.md", "---\ntitle: 关于\n---\n\n关于。\n");
    site.run(["build"]).exits(0);
    site.run(["build", "--internal"]).exits(0);
    let home = site.published("index.html");
    assert!(
        !home.contains("须知") && home.contains("<li><a href=\"about.html\">关于"),
        "{home}"
    );
    let internal = std::fs::read_to_string(site.path().join("public-internal/index.html")).unwrap();
    assert!(internal.contains("href=\"secret.html\">内部须知"));
}
