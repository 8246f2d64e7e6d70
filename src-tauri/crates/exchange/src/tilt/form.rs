//! The forms that the schema asks of texts. What does not have the form is left out or stands elsewhere as it is.

use register::citation::{Number, Provision, Span};
use register::retention::PeriodUnit;

/// A country that is not stated: user-assigned in ISO 3166-1, so no country's code.
pub(super) const NO_COUNTRY: &str = "ZZ";

/// An e-mail address that is not stated: below a top-level domain that can have no mail (RFC 2606).
pub(super) const NO_EMAIL: &str = "nicht-angegeben@angabe.invalid";

/// Whether a text is a country code.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The text, when it is a plain e-mail address (RFC 5321 without quoted parts and address literals).
pub(super) fn email(text: &str) -> Option<&str> {
    let text = text.trim();
    let (local, domain) = text.split_once('@')?;
    let dotted = |part: &str, allowed: fn(char) -> bool| {
        part.split('.').all(|label| !label.is_empty() && label.chars().all(allowed))
    };
    let in_local = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it);
    let in_domain = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let hyphens = domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'));
    let short = local.len() <= 64 && domain.len() <= 255 && domain.split('.').all(|label| label.len() <= 63);
    (dotted(local, in_local) && dotted(domain, in_domain) && hyphens && short).then_some(text)
}

/// The text, when it matches the schema's `^[+]*[(]{0,1}[0-9]{1,4}[)]{0,1}[-\s\./0-9]*$`.
pub(super) fn phone(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.trim_start_matches('+');
    let rest = rest.strip_prefix('(').unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).take(4).count();
    let rest = rest.get(digits..)?;
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let fits = |it: char| it.is_ascii_digit() || " -./".contains(it);
    (digits > 0 && rest.chars().all(fits)).then_some(text)
}

/// The text, when it is a web address that every reader of RFC 3986 takes.
pub(super) fn uri(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let in_host = |it: char| it.is_ascii_alphanumeric() || "-.".contains(it);
    let path = rest.get(authority.len()..).unwrap_or_default();
    let in_path = |it: char| it.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(it);
    let good = !host.is_empty()
        && host.chars().all(in_host)
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && path.chars().all(in_path)
        && path.matches('#').count() <= 1;
    good.then(|| text.to_owned())
}

/// A span of time in ISO 8601, as far as the schema's pattern goes: it has no weeks, so seven days each.
pub(crate) fn duration(amount: u16, unit: PeriodUnit) -> String {
    let amount = u32::from(amount);
    match unit {
        PeriodUnit::Minutes => format!("PT{amount}M"),
        PeriodUnit::Hours => format!("PT{amount}H"),
        PeriodUnit::Days => format!("P{amount}D"),
        PeriodUnit::Weeks => format!("P{}D", amount * 7),
        PeriodUnit::Months => format!("P{amount}M"),
        PeriodUnit::Years => format!("P{amount}Y"),
    }
}

/// A provision in the schema's form: the law in capitals, then article or section, paragraph, point and letter, each
/// behind a hyphen: "GDPR-6-1-e", "BDSG-26-1". Sentences and ranges have no place in it; the description has them.
pub(super) fn reference(provision: &Provision) -> String {
    let law = match provision.law.as_deref() {
        Some("DSGVO") => "GDPR".to_owned(),
        Some(law) => law
            .chars()
            .map(|it| match it {
                'ä' | 'Ä' => "AE".to_owned(),
                'ö' | 'Ö' => "OE".to_owned(),
                'ü' | 'Ü' => "UE".to_owned(),
                'ß' => "SS".to_owned(),
                it if it.is_ascii_alphabetic() => it.to_ascii_uppercase().to_string(),
                _ => String::new(),
            })
            .collect(),
        None => String::new(),
    };
    let first = |spans: &[Span<Number>]| spans.first().map(|span| &span.first).map(number);
    let numbers = [
        provision.numbers.as_ref().map(|span| number(&span.first)),
        first(&provision.paragraphs),
        first(&provision.points),
        provision.letters.first().map(|span| span.first.to_string()),
    ];
    let mut reference = law;
    for number in numbers.into_iter().flatten() {
        reference.push('-');
        reference.push_str(&number);
    }
    reference
}

/// "85a"; the numbers of "3.1.2" behind hyphens.
fn number(number: &Number) -> String {
    let parts: Vec<String> = number.parts.iter().map(u32::to_string).collect();
    format!("{}{}", parts.join("-"), number.letter.map(String::from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(wording: &str) -> Vec<String> {
        register::citation::parse(wording).provisions.iter().map(reference).collect()
    }

    #[test]
    fn provisions_take_the_form_of_the_schema() {
        assert_eq!(
            cited("Art. 6 Abs. 1 e) DSGVO i. V. m. Art. 85 Abs. 1 BayEUG"),
            ["GDPR-6-1-e", "BAYEUG-85-1"]
        );
        assert_eq!(cited("§ 26 Abs. 1 Satz 1 BDSG"), ["BDSG-26-1"]);
        assert_eq!(cited("§ 67a SGB X"), ["SGBX-67a"]);
        assert_eq!(cited("Art. 4 Nr. 7 DSGVO"), ["GDPR-4-7"]);
        assert_eq!(cited("Schulrecht"), Vec::<String>::new());
    }

    #[test]
    fn addresses_and_numbers_are_taken_only_in_their_form() {
        assert_eq!(email("post@schule.example"), Some("post@schule.example"));
        for wrong in
            ["", "post", "post[at]schule.example", "a@b@c", "a b@c.example", "ä@c.example", "a@-c.example"]
        {
            assert_eq!(email(wrong), None, "{wrong}");
        }
        assert_eq!(phone("+49 8441 123-0"), Some("+49 8441 123-0"));
        assert_eq!(phone("(08441) 123"), None);
        assert_eq!(phone("Zentrale"), None);
        assert_eq!(uri("https://schule.example/a?b=c#d").as_deref(), Some("https://schule.example/a?b=c#d"));
        for wrong in
            ["schule.example", "javascript:alert(1)", "https://", "https://a b", "https://a:b", "https://ü"]
        {
            assert_eq!(uri(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn spans_are_iso_8601_without_weeks() {
        assert_eq!(duration(3, PeriodUnit::Months), "P3M");
        assert_eq!(duration(30, PeriodUnit::Minutes), "PT30M");
        assert_eq!(duration(2, PeriodUnit::Weeks), "P14D");
    }
}
