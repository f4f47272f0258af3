//! Files that no clerk writes: giant, binary, endlessly nested, in other encodings, in circles. Each gives a diagnostic, soon.

use std::time::{Duration, Instant};

use super::site::{Run, Site};

/// Runs `build` and expects it to end soon, without a panic.
#[track_caller]
fn soon(site: &Site) -> Run {
    let started = Instant::now();
    let run = site.run(["build"]);
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "took {:?}",
        started.elapsed()
    );
    assert!(
        !run.stderr.contains("panicked") && run.code != 3 && run.code != -1,
        "{}",
        run.stderr
    );
    run
}

/// Makes a file of the site 200 MB long.
fn lengthen(site: &Site, path: &str) {
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(site.path().join(path))
        .unwrap();
    file.set_len(200 * 1024 * 1024).unwrap();
}

#[test]
fn a_theme_file_of_200_megabytes_is_refused_unread() {
    let site = Site::new("film").standard().file("theme/film.svg", "<svg/>");
    lengthen(&site, "theme/film.svg");
    soon(&site).exits(1).tells("theme/too-large");
}

#[test]
fn a_file_of_200_megabytes_is_refused_unread() {
    let site = Site::new("giant")
        .standard()
        .file("content/notices/big.md", "---\n");
    lengthen(&site, "content/notices/big.md");
    let run = soon(&site).exits(1).tells("file/too-large");
    assert!(run.stderr.contains("content/notices/big.md"), "{}", run.stderr);
}

#[test]
fn a_binary_file_that_calls_itself_markdown_is_told() {
    let bytes: Vec<u8> = (0..4096u32).map(|n| (n * 37 % 251) as u8).collect();
    let run = soon(
        &Site::new("binary")
            .standard()
            .bytes("content/notices/word.md", &bytes),
    )
    .exits(1)
    .tells("file/binary");
    assert!(run.stderr.contains("content/notices/word.md"), "{}", run.stderr);
}

#[test]
fn a_hundred_thousand_brackets_in_front_matter_are_told() {
    let text = format!("---\ntitle: {}\n---\n\n正文。\n", "[".repeat(100_000));
    let run = soon(
        &Site::new("deep")
            .standard()
            .file("content/notices/deep.md", &text),
    )
    .exits(1);
    assert!(
        run.stderr.contains("content/notices/deep.md:2:"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.len() < 20_000, "the excerpt is cut to a window");
}

#[test]
fn a_hundred_thousand_quotes_and_brackets_in_a_body_end() {
    let front = "---\ntitle: 引文\ndate: 2026-05-06\n---\n\n";
    let site = Site::new("nested")
        .standard()
        .file(
            "content/news/quotes.md",
            &format!("{front}{}深\n", ">".repeat(100_000)),
        )
        .file(
            "content/news/brackets.md",
            &format!("{front}{}\n", "[".repeat(100_000)),
        )
        .file(
            "content/news/lists.md",
            &format!("{front}{}\n", "- ".repeat(20_000)),
        );
    soon(&site);
}

#[test]
fn deep_nesting_in_site_toml_is_told() {
    let text = format!("[site]\ntitle = {}\n", "[".repeat(100_000));
    soon(&Site::new("deep-toml").standard().file("site.toml", &text)).exits(2);
}

#[test]
fn a_gb18030_file_is_read_with_a_warning() {
    let text =
        "---\n标题: 关于做好自查工作的通知\n发布日期: 2026-05-06\n---\n\n请各单位认真自查，按时报送。\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let site = Site::new("gb18030")
        .standard()
        .bytes("content/notices/zi-cha.md", &bytes);
    let run = soon(&site).exits(0).tells("encoding/gb18030");
    assert!(
        run.stderr.contains("警告[") && run.stderr.contains("content/notices/zi-cha.md"),
        "{}",
        run.stderr
    );
    assert!(site.published("notices/zi-cha.html").contains("请各单位认真自查"));
}

#[test]
fn marks_and_line_ends_of_windows_change_nothing() {
    let text = "\u{feff}---\r\ntitle: 关于做好自查工作的通知\r\ndate: 2026-05-06\r\n---\r\n\r\n请各单位认真自查。\r\n";
    let site = Site::new("windows")
        .standard()
        .file("content/notices/zi-cha.md", text)
        .built();
    assert!(
        site.published("notices/zi-cha.html")
            .contains("请各单位认真自查。")
    );
}

#[cfg(unix)]
#[test]
fn symlinks_in_a_circle_and_out_of_the_root_are_skipped_with_a_word() {
    use std::os::unix::fs::symlink;
    let outside = Site::new("outside").file(
        "secret.md",
        "---\ntitle: 外面的\ndate: 2026-05-06\n---\n\n外面的话。\n",
    );
    let site = Site::new("circle").standard();
    symlink(
        site.path().join("content"),
        site.path().join("content/notices/circle"),
    )
    .unwrap();
    symlink(outside.path(), site.path().join("content/news")).unwrap();
    let run = soon(&site)
        .exits(0)
        .tells("file/symlink-loop")
        .tells("file/symlink-out");
    assert!(run.stderr.contains("content/news"), "{}", run.stderr);
    for (path, (bytes, _)) in site.tree("public") {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("外面的话"),
            "{}",
            path.display()
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_by_its_name() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new("locked")
        .standard()
        .file("content/notices/locked.md", "---\ntitle: 甲\n---\n");
    let file = site.path().join("content/notices/locked.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&file).is_ok() {
        return; // whoever runs this may read everything
    }
    let run = soon(&site).exits(1).tells("file/unreadable");
    assert!(run.stderr.contains("content/notices/locked.md"), "{}", run.stderr);
}
