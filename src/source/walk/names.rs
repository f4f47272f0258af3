//! Names of files: which are no one's work (hidden, left by an editor or by Office), and which will not travel to Windows.

/// Whether a file or folder of that name is left alone: hidden ones, and temporaries of editors, Office and desktops.
pub fn is_ignored(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        // vim tries whether it may write a folder by a file of this name.
        || name == "4913"
        || lower.ends_with(".tmp")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
}

/// Whether a name holds characters that steer a terminal instead of being shown.
pub(super) fn has_control(name: &str) -> bool {
    name.chars().any(is_hidden_character)
}

/// What of a name Windows would refuse, if anything.
pub(super) fn windows_fault(name: &str) -> Option<String> {
    if let Some(c) = name.chars().find(|c| r#"<>:"|?*\"#.contains(*c)) {
        return Some(c.to_string());
    }
    if name.ends_with('.') || name.ends_with(' ') {
        return name.chars().last().map(|c| format!("…{c}"));
    }
    let stem = name.split('.').next().unwrap_or(name).to_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']))
    });
    (numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")).then_some(stem)
}

/// A name made safe to show.
pub(super) fn shown(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if is_hidden_character(c) {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Control characters, and marks that turn the direction of writing or are not seen at all.
fn is_hidden_character(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
