//! The shortcut for one anchored class of ASCII characters: `^[a-zA-Z0-9_-]*$`, `^\d{4}$`, and
//! without an end `^[@$_#]`.
//!
//! In: the source of a pattern. Out: a table of 256 bytes and how many bytes there may be, or
//! `None` for every pattern that is not surely of this kind; the engine takes those. No byte of a
//! character outside ASCII is ever in the table, so bytes may be counted for characters, and `$`
//! needs no care: it means the end of the text and nothing before it.

/// The most repetitions that are taken here. Larger counts go to the engine, which refuses what
/// would cost it too much memory, and that refusal is part of what a pattern means.
const LARGEST_COUNT: usize = 1000;

/// A run of bytes of one class, from the beginning of the text.
#[derive(Clone, Debug)]
pub(super) struct ClassRun {
    /// Invariant: false for every byte above 127.
    table: [bool; 256],
    fewest: usize,
    most: usize,
    /// Whether the text must end with the run.
    whole: bool,
}

impl ClassRun {
    /// Reads a pattern of the form `^`, class, quantifier, and perhaps `$`.
    pub(super) fn of(source: &str) -> Option<Self> {
        let body = source.strip_prefix('^')?;
        let (table, rest) = class(body)?;
        let quantifier = rest.strip_suffix('$').unwrap_or(rest);
        let (fewest, most) = counts(quantifier)?;
        Some(Self {
            table,
            fewest,
            most,
            whole: quantifier.len() < rest.len(),
        })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        if !self.whole {
            let first = text.as_bytes().get(..self.fewest);
            return first.is_some_and(|run| run.iter().all(|&byte| self.table[usize::from(byte)]));
        }
        (self.fewest..=self.most).contains(&text.len())
            && text.bytes().all(|byte| self.table[usize::from(byte)])
    }
}

/// A class at the start of the text, and what follows it.
fn class(text: &str) -> Option<([bool; 256], &str)> {
    let mut table = [false; 256];
    if let Some(rest) = text.strip_prefix('\\') {
        let kind = *rest.as_bytes().first()?;
        add_named(kind, &mut table)?;
        return Some((table, &rest[1..]));
    }
    let inner = text.strip_prefix('[')?;
    let end = class_end(inner)?;
    add_items(&inner.as_bytes()[..end], &mut table)?;
    Some((table, &inner[end + 1..]))
}

/// Where the closing bracket stands.
fn class_end(inner: &str) -> Option<usize> {
    let mut escaped = false;
    inner.bytes().position(|byte| {
        let closes = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// Adds what stands between the brackets. Whatever the engines might read in their own way is left
/// to them: negation, nested brackets, doubled operators, an odd hyphen, anything outside ASCII.
fn add_items(items: &[u8], table: &mut [bool; 256]) -> Option<()> {
    let odd = |pair: &[u8]| matches!(pair, b"&&" | b"~~" | b"--");
    if items.is_empty() || items[0] == b'^' || items.windows(2).any(odd) {
        return None;
    }
    let mut at = 0;
    while at < items.len() {
        if items[at] == b'\\' && add_named(*items.get(at + 1)?, table).is_some() {
            at += 2;
            continue;
        }
        // So no range begins with a class, as in `[\d-x]`.
        let first_or_last = at == 0 || at + 1 == items.len();
        if items[at] == b'-' && !first_or_last {
            return None;
        }
        let (low, used) = character(&items[at..])?;
        at += used;
        let mut high = low;
        if items.get(at) == Some(&b'-') && at + 1 < items.len() {
            let (end, used) = character(&items[at + 1..])?;
            high = end;
            at += 1 + used;
        }
        if low > high {
            return None;
        }
        table[usize::from(low)..=usize::from(high)].fill(true);
    }
    Some(())
}

/// One character of a class: its byte and how many bytes it is written with.
fn character(items: &[u8]) -> Option<(u8, usize)> {
    match *items.first()? {
        b'\\' => {
            let byte = match *items.get(1)? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                byte if br"-./\[](){}+*?|^$".contains(&byte) => byte,
                _ => return None,
            };
            Some((byte, 2))
        }
        b'[' | 0x80.. => None,
        byte => Some((byte, 1)),
    }
}

/// Adds `\d` or `\w`. (`\s` has characters outside ASCII.)
fn add_named(kind: u8, table: &mut [bool; 256]) -> Option<()> {
    let word = match kind {
        b'd' => false,
        b'w' => true,
        _ => return None,
    };
    for byte in 0..=127_u8 {
        let letter = byte.is_ascii_alphabetic() || byte == b'_';
        table[usize::from(byte)] |= byte.is_ascii_digit() || (word && letter);
    }
    Some(())
}

/// The counts of a quantifier, greedy and whole; nothing at all means once.
fn counts(quantifier: &str) -> Option<(usize, usize)> {
    match quantifier {
        "" => return Some((1, 1)),
        "*" => return Some((0, usize::MAX)),
        "+" => return Some((1, usize::MAX)),
        "?" => return Some((0, 1)),
        _ => {}
    }
    let inner = quantifier.strip_prefix('{')?.strip_suffix('}')?;
    let (fewest, most) = match inner.split_once(',') {
        None => (count(inner)?, count(inner)?),
        Some((fewest, "")) => (count(fewest)?, usize::MAX),
        Some((fewest, most)) => (count(fewest)?, count(most)?),
    };
    (fewest <= most).then_some((fewest, most))
}

fn count(digits: &str) -> Option<usize> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = plain.then(|| digits.parse().ok())??;
    (count <= LARGEST_COUNT).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::ClassRun;

    /// Which patterns take the shortcut at all. That it judges as the engine does is tested from
    /// outside, on the same patterns.
    #[test]
    fn takes_what_it_understands_and_nothing_else() {
        let taken = [
            "^[a-zA-Z0-9_-]*$",
            "^[-a]+$",
            r"^\d{4}$",
            r"^[\w.\-\]]?$",
            "^[a]{2,}$",
            "^[a-c]{1,1000}$",
            "^[a-z]*",
            "^[@$_#]",
            r"^\w{2,3}",
            r"^[\d-]*$",
            r"^[\n\r\t]*$",
            r"^[\t-\r]*$",
        ];
        let left = [
            "[a-z]*",
            "^[a-z]x",
            "^[^a]*$",
            "^[]*$",
            "^[z-a]*$",
            "^[a-z-9]*$",
            r"^[\d-x]*$",
            r"^\s*$",
            "^[é]*$",
            "^[[a]]*$",
            "^[a&&b]*$",
            "^[a]*?$",
            "^[a]{,3}$",
            "^[a]{3,2}$",
            "^[a]{1,1001}$",
            "^[a]|[b]$",
            r"^[a]\$",
            r"^[a\]$",
            r"^[\d-ab]*$",
            r"^[a-\d]*$",
            r"^[\s]*$",
            r"^[\q]*$",
            "^[0-9-z]*$",
            "^[a]{+3}$",
        ];
        for pattern in taken {
            assert!(ClassRun::of(pattern).is_some(), "{pattern}");
        }
        for pattern in left {
            assert!(ClassRun::of(pattern).is_none(), "{pattern}");
        }
    }
}
