//! The preview: what it serves, and how what is saved comes to be seen.

use std::io::{Read as _, Write as _};

use super::served::{Served, equals_a_build};
use super::site::{DAY, Site};

/// A site with an attachment, a base address and a style of its own.
fn site(name: &str) -> Site {
    Site::new(name)
        .standard()
        .file("content/notices/table.csv", "甲,乙\n丙,丁\n")
        .file(
            "content/notices/with.md",
            "---\ntitle: 附表\ndate: 2026-03-01\nattachments: [table.csv]\n---\n\n见附件。\n",
        )
        .file("theme/own.css", "p { color: #333; }\n")
}

fn write(site: &Site, path: &str, text: &str) {
    let path = site.path().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A document of the standard site with another title and text.
fn notice(title: &str, text: &str) -> String {
    format!(
        "---\ntitle: {title}\ndoc_type: 通知\ndoc_no: 云江直工办〔2026〕2号\ndate: 2026-02-27\n---\n\n{text}\n"
    )
}

#[test]
fn every_file_is_the_builds_but_for_one_line_and_nothing_is_written() {
    let site = site("serve-equal");
    let before = site.tree("");
    let served = Served::start(&site, &[]);
    equals_a_build(&site, &served);
    assert!(site.tree("") == before, "the preview wrote into the site");
}

#[test]
fn a_saved_text_shows_on_its_page_and_a_title_in_every_list() {
    let site = site("serve-edit");
    let served = Served::start(&site, &[]);
    served.shows("notices/plans.html", "请于3月31日前报送");
    write(
        &site,
        "content/notices/plans.md",
        &notice("改过的标题", "改过的正文。"),
    );
    served.shows("notices/plans.html", "改过的正文。");
    for list in [
        "notices/index.html",
        "years/2026.html",
        "index.html",
        "notices/plans.html",
    ] {
        assert!(served.get(list).text().contains("改过的标题"), "{list}");
    }
    // As vim saves: aside, anew, away.
    let path = site.path().join("content/notices/plans.md");
    std::fs::write(site.path().join("content/notices/4913"), "").unwrap();
    std::fs::remove_file(site.path().join("content/notices/4913")).unwrap();
    std::fs::rename(&path, site.path().join("content/notices/plans.md~")).unwrap();
    std::fs::write(&path, notice("改过的标题", "像 vim 那样保存。")).unwrap();
    std::fs::remove_file(site.path().join("content/notices/plans.md~")).unwrap();
    served.shows("notices/plans.html", "像 vim 那样保存。");
    // As most editors do: beside, over.
    let beside = site.path().join("content/notices/.plans.md.swp");
    std::fs::write(&beside, notice("改过的标题", "先写旁边再换名。")).unwrap();
    std::fs::rename(&beside, &path).unwrap();
    served.shows("notices/plans.html", "先写旁边再换名。");
}

#[test]
fn files_and_folders_come_go_and_move() {
    let site = site("serve-files");
    let served = Served::start(&site, &[]);
    let text = "---\ntitle: 新来的\ndate: 2026-05-01\n---\n\n新的。\n";
    write(&site, "content/news/2026/new.md", text);
    served.shows("news/2026/new.html", "新的。");
    assert!(served.get("news/index.html").text().contains("新来的"));
    std::fs::rename(
        site.path().join("content/news/2026"),
        site.path().join("content/news/moved"),
    )
    .unwrap();
    served.shows("news/moved/new.html", "新的。");
    assert_eq!(served.get("news/2026/new.html").status, 404);
    assert!(served.state("news/2026/new.html")["page"].is_null());
    std::fs::remove_dir_all(site.path().join("content/news/moved")).unwrap();
    served.until("news/moved/new.html", |answer| answer.status == 404);
    assert!(!served.get("news/index.html").text().contains("新来的"));
    // A whole part of the site that was not there at the start.
    write(
        &site,
        "templates/not-found.html",
        "<!doctype html><title>x</title><body>自己的 404</body>",
    );
    served.shows("404.html", "自己的 404");
    write(
        &site,
        "templates/not-found.html",
        "<!doctype html><title>x</title><body>又改了 404</body>",
    );
    served.shows("404.html", "又改了 404");
}

#[test]
fn settings_data_styles_and_attachments_are_followed_too() {
    let site = site("serve-parts");
    let served = Served::start(&site, &[]);
    let settings = std::fs::read_to_string(site.path().join("site.toml")).unwrap();
    write(
        &site,
        "site.toml",
        &settings.replace("创建活动专栏", "换了名字的专栏"),
    );
    served.shows("index.html", "换了名字的专栏");
    let style = served.state("index.html")["styles"]["own.css"].clone();
    assert_eq!(served.get(style.as_str().unwrap()).text(), "p { color: #333; }\n");
    write(&site, "theme/own.css", "p { color: #111; }\n");
    let other = served.until("~sihao/state?path=index.html", |answer| {
        answer.json()["styles"]["own.css"] != style
    });
    let other = other.json()["styles"]["own.css"].as_str().unwrap().to_owned();
    assert_eq!(served.get(&other).text(), "p { color: #111; }\n");
    write(&site, "content/notices/table.csv", "甲,乙\n丙,丁\n戊,己\n");
    served.shows("notices/table.csv", "戊,己");
    let ledger = served.get("ledger/2026.html").text();
    write(
        &site,
        "data/submissions.csv",
        "单位,材料,年度,报送日期,说明\n市教育局,年度创建计划,2026,2026-03-02,\n",
    );
    served.until("ledger/2026.html", |answer| answer.text() != ledger);
    equals_a_build(&site, &served);
}

#[test]
fn errors_stand_over_the_last_good_page_until_they_are_mended() {
    let site = site("serve-errors");
    let served = Served::start(&site, &[]);
    let good = served.get("notices/plans.html");
    let broken = notice("<script>alert(1)</script>", "正文。").replace("date:", "darft:");
    write(&site, "content/notices/plans.md", &broken);
    let page = served.shows("notices/plans.html", "sihao-overlay");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("请于3月31日前报送"), "the last good text");
    assert!(text.contains("darft") && text.contains("content/notices/plans.md"));
    assert!(!text.contains("<script>alert"), "the title is text");
    assert!(
        served.get("index.html").text().contains("sihao-overlay"),
        "on every page"
    );
    let report = served.get("~sihao/report").json();
    assert!(report["errors"] != 0 && report["text"].as_str().unwrap().contains("darft"));
    let codes: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["code"].clone())
        .collect();
    assert!(codes.contains(&"front-matter/unknown-key".into()), "{codes:?}");
    std::fs::write(
        site.path().join("content/notices/plans.md"),
        super::site::STANDARD
            .iter()
            .find(|(path, _)| path.ends_with("plans.md"))
            .unwrap()
            .1,
    )
    .unwrap();
    let mended = served.until("notices/plans.html", |answer| {
        !answer.text().contains("sihao-overlay")
    });
    assert!(mended.body == good.body);
}

#[test]
fn a_template_that_fails_on_one_page_leaves_it_as_it_was() {
    let site = site("serve-template");
    let served = Served::start(&site, &[]);
    let good = served.get("units/finance.html").text();
    write(
        &site,
        "templates/unit.html",
        "{% extends \"builtin/unit.html\" %}{% block main %}{{ unit.nonsense }}{% endblock %}",
    );
    let page = served.shows("units/finance.html", "sihao-overlay").text();
    assert!(page.contains("市财政局"), "{good}");
    assert!(!served.get("index.html").text().contains("sihao-overlay"));
    std::fs::remove_file(site.path().join("templates/unit.html")).unwrap();
    served.until("units/finance.html", |answer| answer.text() == good);
}

#[test]
fn a_first_load_that_fails_shows_the_overlay_alone_until_it_is_mended() {
    let site = site("serve-first").file("site.toml", "[site]\ntitel = \"x\"\n");
    let served = Served::start(&site, &[]);
    for path in ["index.html", "", "notices/plans.html"] {
        let page = served.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("sihao-overlay") && page.text().contains("titel"));
    }
    assert_eq!(served.get("assets/x.css").status, 404);
    assert_eq!(
        served.get("sihao.json").status,
        503,
        "there is no site to tell of"
    );
    write(&site, "site.toml", super::site::STANDARD[0].1);
    served.until("notices/plans.html", |answer| {
        answer.text().contains("请于3月31日前报送")
    });
    equals_a_build(&site, &served);
}

#[test]
fn any_day_can_be_looked_at_and_the_first_comes_back() {
    let site = site("serve-day");
    let served = Served::start(&site, &[]);
    let origin = format!("Origin: http://{}\r\n", served.address);
    let set = |day: &str| {
        let more = format!("{origin}Content-Length: {}\r\n", day.len());
        let head = format!(
            "POST /~sihao/as-of HTTP/1.1\r\nHost: {}\r\n{more}\r\n{day}",
            served.address
        );
        served.raw(head.as_bytes()).status
    };
    let today = served.get("ledger/2026.html").text();
    assert!(today.contains("未到期"), "summaries are due in January");
    assert_eq!(set("2027-03-01"), 204);
    let later = served.get("ledger/2026.html").text();
    assert!(
        later.contains("截至 2027年3月1日") && later.contains("逾期未报"),
        "{later}"
    );
    assert_eq!(served.state("index.html")["as_of"], "2027-03-01");
    for wrong in [
        "2027-02-30",
        "明天",
        "x",
        "20270301000000000000000000000000000000000000000000000000000000000000",
    ] {
        assert_eq!(set(wrong), 400, "{wrong}");
    }
    assert_eq!(set(""), 204);
    assert!(served.get("ledger/2026.html").text() == today);
    assert_eq!(served.state("index.html")["as_of"], DAY);
    assert_eq!(served.ask("POST", "index.html", &origin).status, 405);
    assert_eq!(served.get("~sihao/as-of").status, 405);
}

#[test]
fn a_state_tells_the_source_of_a_page_and_why_not_everyone_will_see_it() {
    let site = site("serve-marks")
        .file(
            "content/news/draft.md",
            "---\ntitle: 草稿一篇\ndate: 2026-05-01\ndraft: true\n---\n\n草。\n",
        )
        .file(
            "content/news/later.md",
            "---\ntitle: 将来一篇\ndate: 2026-05-01\npublish_on: 2026-12-01\n---\n\n后。\n",
        );
    let served = Served::start(&site, &["--drafts"]);
    let draft = served.state("news/draft.html");
    assert_eq!(draft["source"], "content/news/draft.md");
    assert_eq!(draft["marks"], serde_json::json!(["草稿"]));
    assert_eq!(
        served.state("news/later.html")["marks"],
        serde_json::json!(["未到上线日期"])
    );
    assert_eq!(
        served.state("units/finance.html")["source"],
        "content/units/finance.md"
    );
    assert!(served.state("ledger/index.html")["source"].is_null());
    let public = Served::start(&site, &[]);
    assert_eq!(public.get("news/draft.html").status, 404);
    assert!(
        public.state("news/draft.html")["source"].is_null(),
        "nothing is told of what is hidden"
    );
}

#[test]
fn the_stream_tells_each_state_and_where_a_page_differs() {
    let site = site("serve-stream");
    let served = Served::start(&site, &[]);
    let mut stream = served.connect();
    stream
        .write_all(b"GET /~sihao/events?path=notices%2Fplans.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut heard = String::new();
    let mut next = |count: usize| {
        let mut buffer = [0; 4096];
        while heard.matches("event: state").count() < count || !heard.ends_with("\n\n") {
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "the stream ended: {heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
        let data = heard
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("data: "))
            .unwrap();
        serde_json::from_str::<serde_json::Value>(data).unwrap()
    };
    let first = next(1);
    let page = served.get("notices/plans.html");
    let tag = format!("\"{}\"", first["page"].as_str().unwrap());
    assert_eq!(page.header("etag"), Some(&*tag));
    assert_eq!(page.header("server-timing"), Some(&*format!("sihao;desc={tag}")));
    assert_eq!(
        served
            .ask("GET", "notices/plans.html", &format!("If-None-Match: {tag}\r\n"))
            .status,
        304
    );
    write(
        &site,
        "content/study/april.md",
        "---\ntitle: 四月学习安排\ndate: 2026-04-01\n---\n\n别的一篇。\n",
    );
    let second = next(2);
    assert_eq!(second["page"], first["page"], "this page is the same");
    assert!(second["version"].as_u64() > first["version"].as_u64() && second["session"] == first["session"]);
    write(&site, "content/notices/plans.md", &notice("改了", "改了。"));
    assert_ne!(next(3)["page"], first["page"]);
    std::fs::remove_file(site.path().join("content/notices/plans.md")).unwrap();
    assert!(next(4)["page"].is_null());
    let other = Served::start(&site, &[]);
    assert_ne!(other.state("index.html")["session"], first["session"]);
}

#[test]
fn files_come_whole_or_in_parts_and_folders_by_their_index() {
    let site = site("serve-range");
    let served = Served::start(&site, &[]);
    let whole = served.get("notices/table.csv");
    assert_eq!(whole.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let part = served.ask("GET", "notices/table.csv", "Range: bytes=0-2\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "甲"));
    assert_eq!(part.header("content-range"), Some("bytes 0-2/16"));
    let behind = served.ask("GET", "notices/table.csv", "Range: bytes=16-\r\n");
    assert_eq!(
        (behind.status, behind.header("content-range")),
        (416, Some("bytes */16"))
    );
    let head = served.ask("HEAD", "notices/table.csv", "");
    assert_eq!(
        (head.status, head.body.len(), head.header("content-length")),
        (200, 0, Some("16"))
    );
    let folder = served.get("notices");
    assert_eq!(
        (folder.status, folder.header("location")),
        (302, Some("/notices/"))
    );
    assert_eq!(served.get("notices/").body, served.get("notices/index.html").body);
    let missing = served.get("nothing/here.html");
    assert_eq!((missing.status, missing.header("etag")), (404, None));
    assert_eq!(missing.body, served.get("404.html").body);
}

#[test]
fn a_drive_that_tells_nothing_is_looked_at() {
    let site = site("serve-poll");
    let served = Served::start(&site, &["--poll"]);
    write(&site, "content/notices/plans.md", &notice("看出来的", "看一看。"));
    served.shows("notices/plans.html", "看一看。");
    write(
        &site,
        "content/news/new.md",
        "---\ntitle: 新\ndate: 2026-05-01\n---\n\n新的。\n",
    );
    served.shows("news/new.html", "新的。");
    std::fs::remove_file(site.path().join("content/news/new.md")).unwrap();
    served.until("news/new.html", |answer| answer.status == 404);
}

#[test]
fn a_burst_of_saves_is_one_change_or_a_few() {
    let site = site("serve-burst");
    let served = Served::start(&site, &[]);
    for number in 0..200 {
        let text = format!("---\ntitle: 第{number}篇\ndate: 2026-05-01\n---\n\n文{number}。\n");
        write(&site, &format!("content/news/n{number:03}.md"), &text);
    }
    served.shows("news/n199.html", "文199。");
    let version = served.state("index.html")["version"].as_u64().unwrap();
    assert!((1..=20).contains(&version), "{version} changes for one burst");
}
