//! Contacts in a cell: function, telephone, e-mail in whatever order.

use register::party::Contact;

/// A contact in a cell. What is neither a telephone number nor an e-mail address is its function.
pub(super) fn contact(text: &str) -> Contact {
    let mut contact = Contact::default();
    let mut rest: Vec<&str> = Vec::new();
    for part in text.split(['\n', ';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        match (email(part), phone(part)) {
            (Some(email), _) if contact.email.is_none() => contact.email = Some(email.to_owned()),
            (_, Some(phone)) if contact.phone.is_none() => contact.phone = Some(phone.to_owned()),
            _ => rest.push(part),
        }
    }
    contact.function = (!rest.is_empty()).then(|| rest.join(", "));
    contact
}

/// A part without the label before it.
fn unlabelled<'a>(part: &'a str, labels: &[&str]) -> &'a str {
    let stripped = labels.iter().find_map(|label| part.strip_prefix(label));
    stripped.map_or(part, |rest| rest.trim_start_matches(['.', ':']).trim_start())
}

fn email(part: &str) -> Option<&str> {
    let address = unlabelled(part, &["E-Mail", "Email", "Mail"]);
    let (name, domain) = address.split_once('@')?;
    let whole = !name.is_empty()
        && domain.contains('.')
        && !address.contains(char::is_whitespace)
        && !domain.contains('@');
    whole.then_some(address)
}

fn phone(part: &str) -> Option<&str> {
    let number = unlabelled(part, &["Telefon", "Tel", "Fon"]);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let whole = number.chars().all(|c| c.is_ascii_digit() || " +-–/()".contains(c));
    (whole && digits >= 4).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_telephone_and_address_are_told_apart() {
        let read = contact("Sekretariat, Zimmer 3\nTel.: +49 8441 1234; post@schule.example");
        assert_eq!(read.function.as_deref(), Some("Sekretariat, Zimmer 3"));
        assert_eq!(read.phone.as_deref(), Some("+49 8441 1234"));
        assert_eq!(read.email.as_deref(), Some("post@schule.example"));
    }

    #[test]
    fn a_second_number_is_not_lost() {
        let read = contact("08441 1, 08441 2222, 08441 3333, Telefonzentrale");
        assert_eq!(read.phone.as_deref(), Some("08441 1"));
        assert_eq!(read.function.as_deref(), Some("08441 2222, 08441 3333, Telefonzentrale"));
    }
}
