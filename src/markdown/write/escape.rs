//! Escaping for HTML text and attribute values. Control characters never pass: HTML has no way to write them.

/// Adds text.
pub(in crate::markdown) fn escape_text(text: &str, out: &mut String) {
    escape(text, out, false);
}

/// Adds the value of an attribute in double quotes.
pub(in crate::markdown) fn escape_attribute(text: &str, out: &mut String) {
    escape(text, out, true);
}

/// The bytes that may have to be written in another way: one look-up for all others.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[0x7f] = true;
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special
};

fn escape(text: &str, out: &mut String, quotes: bool) {
    let mut from = 0;
    let special = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| SPECIAL[usize::from(*byte)]);
    for (at, byte) in special {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            b'\t' | b'\n' => continue,
            b'"' => continue,
            _ => "",
        };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(written);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
}

/// Adds an address as the value of an attribute: what may not stand in one is percent-encoded.
pub(super) fn escape_address(address: &str, out: &mut String) {
    let mut clean = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '\\' | '{' | '}' | '|' | '^' => {
                clean.push_str(&format!("%{:02X}", c as u32));
            }
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    escape_attribute(&clean, out);
}
