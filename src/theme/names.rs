//! Names of templates and assets: relative, with `/`, never out of their folder.

/// What the names of embedded templates begin with when a site's own of the same name hides them.
pub(super) const BUILTIN: &str = "builtin/";

/// The name of a site's template, from its path; `None` if it lies outside `templates/`, or would.
pub(super) fn of_template(path: &str) -> Option<&str> {
    path.strip_prefix("templates/").filter(|name| is_inside(name))
}

/// Whether a name stays in its folder.
pub(super) fn is_inside(name: &str) -> bool {
    !name.contains('\\')
        && name
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Text without a byte order mark, which tera would print.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out() {
        assert_eq!(of_template("templates/a/b.html"), Some("a/b.html"));
        for path in [
            "templates/../a.html",
            "templates/a/../../b",
            "templates//a",
            "content/a.html",
            "templates/",
            "templates/a\\..\\b",
        ] {
            assert_eq!(of_template(path), None, "{path}");
        }
    }
}
