//! The objects in the bucket, by `infra/front/objects`: the one list that both the upload and the
//! runner follow.

/// How a file is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectRule {
    pattern: String,
    /// Its `Content-Type`.
    pub content_type: String,
    /// Its `Cache-Control`.
    pub cache_control: String,
}

/// The list.
pub struct Objects(Vec<ObjectRule>);

impl Objects {
    /// The list that this program was built with.
    pub fn of_this_product() -> Self {
        Self::parse(include_str!("../../../../front/objects"))
    }

    fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let served = lines.filter_map(|line| {
            let mut parts = line.split('|').map(|part| part.trim().to_owned());
            Some(ObjectRule {
                pattern: parts.next()?,
                content_type: parts.next()?,
                cache_control: parts.next()?,
            })
        });
        Self(served.collect())
    }

    /// The rule for the file of that name, if it is uploaded at all.
    pub fn find(&self, key: &str) -> Option<&ObjectRule> {
        self.0.iter().find(|served| matches(&served.pattern, key))
    }
}

/// Whether a key matches a pattern; a star matches a part of one name.
fn matches(pattern: &str, key: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == key,
        Some((start, end)) => {
            let starred =
                key.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).unwrap_or("/");
            !starred.contains('/')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_understood() {
        let lines = include_str!("../../../../front/objects").lines();
        let lines = lines.filter(|line| line.contains('|')).count();
        let objects = Objects::of_this_product();
        assert_eq!(objects.0.len(), lines);
        assert!(objects.0.iter().all(|served| !served.cache_control.is_empty()
            && served.content_type.contains('/')
            && served.pattern.matches('*').count() == 1));
    }

    #[test]
    fn files_named_by_digest_are_cached_and_others_revalidated() {
        let objects = Objects::of_this_product();
        let kept = |key: &str| objects.find(key).map(|served| served.cache_control.as_str());
        assert_eq!(kept("assets/i-D1g.js"), Some("public, max-age=31536000, immutable"));
        assert_eq!(kept("i.html"), Some("no-cache"));
        for nothing in ["assets/deep/er.js", ".env", "assets/.js.map", "i.html/", "x/i.html", ""] {
            assert_eq!(kept(nothing), None, "{nothing}");
        }
    }
}
