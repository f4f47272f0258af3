//! The command line itself: wrong arguments, help, languages, colours, pipes. Nothing English reaches a Chinese user.

use super::site::{Run, Site, run_in, run_with};

/// A word of two and more Latin letters that is no option, path, code, command or value of an option.
fn english(text: &str) -> Option<&str> {
    let known = [
        "sihao",
        "text",
        "json",
        "csv",
        "CSV",
        "ledger",
        "site",
        "Excel",
        "public",
        "public-internal",
        "init",
        "new",
        "build",
        "check",
        "explain",
        "completions",
        "help",
        "auto",
        "always",
        "never",
        "zh-CN",
        "en",
        "bash",
        "elvish",
        "fish",
        "powershell",
        "zsh",
        "notice",
    ];
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_');
    text.split(|c| !part_of_word(c))
        .filter(|word| !word.starts_with('-') && !word.contains(['/', '.']) && !known.contains(word))
        .find(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 1)
}

fn chinese(arguments: &[&str]) -> Run {
    let site = Site::new("usage");
    run_with(site.path(), arguments, &[("LANG", "zh_CN.UTF-8")])
}

#[test]
fn every_misuse_is_told_in_chinese_with_exit_code_2() {
    for (arguments, code) in [
        (vec!["bild"], "usage/unknown-command"),
        (vec!["build", "--draft"], "usage/unknown-argument"),
        (vec!["build", "--format", "xml"], "usage/invalid-value"),
        (vec!["build", "--format"], "usage/missing-value"),
        (vec!["init"], "usage/missing-argument"),
        (vec!["build", "--drafts=1"], "usage/surplus-value"),
        (vec!["build", "--out", "a", "--out", "b"], "usage/twice"),
        (vec!["build", "--as-of", "2026-02-30"], "usage/date"),
        (vec!["ledger", "--year", "26"], "usage/year"),
        (vec!["serve", "--port", "65536"], "usage/port"),
        (vec!["serve", "--host", "127.0.0.1.9"], "usage/host"),
        (vec!["check", "--format", "csv"], "usage/csv-elsewhere"),
        (vec!["explain", "x/y"], "usage/unknown-code"),
        (vec!["build"], "config/missing"),
        (vec!["build", "--root", "nowhere"], "site/unreadable"),
    ] {
        let run = chinese(&arguments).exits(2).tells(code);
        assert_eq!(run.stdout, "", "{arguments:?}");
        if code != "site/unreadable" {
            let values = ["bild", "xml"];
            let told = values
                .iter()
                .fold(run.stderr.clone(), |text, value| text.replace(value, ""));
            assert_eq!(english(&told), None, "{arguments:?}:\n{}", run.stderr);
        }
    }
}

#[test]
fn a_misuse_is_json_when_json_was_asked_for() {
    let run = chinese(&["build", "--draft", "--format", "json"]).exits(2);
    assert_eq!(run.json()["diagnostics"][0]["code"], "usage/unknown-argument");
    assert_eq!(run.json()["errors"], 1);
    assert_eq!(run.stderr, "");
    assert_eq!(
        chinese(&["--format=json"]).exits(2).json()["diagnostics"][0]["code"],
        "usage/no-command"
    );
}

#[test]
fn nothing_to_do_shows_help() {
    let run = chinese(&[]).exits(2);
    assert!(
        run.stdout.is_empty() && run.stderr.contains("用法："),
        "{}",
        run.stderr
    );
}

#[test]
fn help_is_chinese_throughout_and_asked_for_in_three_ways() {
    for name in [
        "init",
        "new",
        "build",
        "check",
        "ledger",
        "explain",
        "completions",
    ] {
        let help = chinese(&["help", name]).exits(0).stdout;
        assert_eq!(help, chinese(&[name, "--help"]).exits(0).stdout);
        assert_eq!(help, chinese(&[name, "-h"]).exits(0).stdout);
        assert_eq!(english(&help), None, "{help}");
    }
    chinese(&["help", "build"]).golden("help-build");
    chinese(&["--help"]).golden("help");
}

#[test]
fn the_language_is_that_of_the_option_the_site_or_the_locale() {
    let site = Site::new("language").standard();
    let is_chinese = |run: Run| run.stderr.starts_with("错误");
    assert!(is_chinese(run_in(site.path(), &["bild"])), "the site's");
    assert!(
        !is_chinese(run_in(site.path(), &["bild", "--lang", "en"])),
        "the option's"
    );
    assert!(
        !is_chinese(run_in(site.path(), &["bild", "--lang=en"])),
        "the option's"
    );
    let empty = Site::new("no-site");
    assert!(!is_chinese(run_in(empty.path(), &["bild"])), "no locale");
    assert!(
        is_chinese(run_with(empty.path(), &["bild"], &[("LC_ALL", "zh_CN.GB18030")])),
        "the locale's"
    );
    let english = site.file("site.toml", "[site]\ntitle = \"x\"\nlanguage = \"en\"\n");
    assert!(
        !is_chinese(run_with(english.path(), &["bild"], &[("LANG", "zh_CN.UTF-8")])),
        "the site's"
    );
}

#[test]
fn colours_only_when_asked_for_since_this_is_no_terminal() {
    let site = Site::new("colour");
    assert!(!run_in(site.path(), &["build"]).stderr.contains('\u{1b}'));
    assert!(
        run_in(site.path(), &["build", "--color", "always"])
            .stderr
            .contains('\u{1b}')
    );
    assert!(
        !run_in(site.path(), &["build", "--color", "never"])
            .stderr
            .contains('\u{1b}')
    );
}

#[test]
fn the_version_and_completions_are_printed() {
    assert_eq!(
        chinese(&["--version"]).exits(0).stdout,
        concat!("sihao ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = chinese(&["completions", shell]).exits(0).stdout;
        assert!(script.contains("sihao") && script.contains("ledger"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_is_no_error_and_a_full_disk_is() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_sihao"))
        .args(["completions", "zsh"])
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let status = Command::new(env!("CARGO_BIN_EXE_sihao"))
            .arg("help")
            .env_clear()
            .stdout(full)
            .stderr(Stdio::null())
            .status();
        assert_eq!(status.unwrap().code(), Some(3));
    }
}

#[test]
fn no_content_is_a_wrong_folder() {
    let site = Site::new("empty").file("site.toml", super::site::STANDARD[0].1);
    site.run(["build"]).exits(2).tells("content/missing");
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_failure_in_json_has_the_keys_of_its_command_whatever_failed() {
    for arguments in [
        vec!["build", "--format", "json", "--as-of", "2026-02-30"],
        vec!["build", "--format", "json", "--draft"],
        vec!["--format", "json", "build", "--root", "nowhere"],
    ] {
        let object = chinese(&arguments).exits(2).json();
        for key in [
            "pages",
            "documents",
            "units",
            "files",
            "written",
            "unchanged",
            "removed",
            "milliseconds",
        ] {
            assert!(object[key].is_number(), "{arguments:?} {key}");
        }
        assert_eq!((&object["errors"], &object["warnings"]), (&1.into(), &0.into()));
        assert!(object["diagnostics"][0]["message"].is_string());
    }
    let ledger = chinese(&["ledger", "--format", "json", "--year", "26"])
        .exits(2)
        .json();
    assert_eq!(ledger["entries"], serde_json::json!([]));
    assert!(ledger["as_of"].is_null() && ledger["diagnostics"].is_array());
}

#[test]
fn chinese_has_several_names_and_a_year_full_width_digits() {
    let site = Site::new("names").standard();
    for name in ["zh", "zh-CN", "zh-Hans", "ZH-cn"] {
        site.run(["check", "--lang", name]).exits(0);
    }
    site.run(["ledger", "--year", "２０２６年"]).exits(0);
    let told = chinese(&["help", "nope"])
        .exits(2)
        .tells("usage/invalid-value")
        .stderr;
    assert!(!told.contains("[COMMAND]"), "{told}");
}
