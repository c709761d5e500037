//! Identifiers of behaviours (`P18`, `X5`, `inv6`) and numbers of decisions.

/// Whether this word has the form of a behaviour's identifier: a family and one or two digits.
pub fn is_id(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let family = &word[..word.len() - digits.len()];
    ["P", "S", "N", "X", "inv"].contains(&family)
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// The identifiers at the start of a test's title, such as `P18 X5 five wrong PINs`.
pub fn of_title(title: &str) -> (Vec<String>, &str) {
    let mut ids = Vec::new();
    let mut rest = title;
    while let Some((word, after)) = rest.split_once(' ')
        && is_id(word)
    {
        ids.push(word.to_owned());
        rest = after;
    }
    (ids, rest)
}

/// The identifiers within a test function's name, such as `p18_x5_five_wrong_pins`.
pub fn of_name(name: &str) -> Vec<String> {
    let words = name.split('_').filter(|word| word.starts_with(|letter| "psnxi".contains(letter)));
    let upper = words.map(|word| {
        if word.starts_with("inv") { word.to_owned() } else { word.to_ascii_uppercase() }
    });
    upper.filter(|word| is_id(word)).collect()
}

/// The words of a text: runs of letters, digits and `_`, each with the line that it is on.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(line, text)| {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        words.filter(|word| !word.is_empty()).map(move |word| (line + 1, word))
    })
}

#[test]
fn identifiers_are_distinguished_from_other_words() {
    for id in ["P1", "S13", "N8", "X34", "inv9"] {
        assert!(is_id(id), "{id}");
    }
    for word in ["P", "X509", "EC2", "p1", "inv", "Px1", "1", "", "P1a", "Q1"] {
        assert!(!is_id(word), "{word}");
    }
    assert_eq!(
        of_title("P18 X5 five PINs"),
        (vec!["P18".to_owned(), "X5".to_owned()], "five PINs")
    );
    assert_eq!(of_name("p10_a_form_and_n8_a_welcome"), ["P10", "N8"]);
    assert_eq!(of_name("inv6_revoking_ends_x"), ["inv6"]);
}
