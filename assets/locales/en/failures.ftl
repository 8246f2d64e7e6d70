# What did not work: what happened and what stayed safe; then what to do. What is missing here appears in German.

failure-locked = The data are open for writing in another window or program. Nothing was changed.
    .remedy = Please close the other window and try again. Reading is still possible.
failure-newer = The data come from a newer version of Artikel 30. They were not touched.
    .remedy = Please update Artikel 30 and open the data then.
failure-foreign = This file was not made by Artikel 30. It stays as it is.
    .remedy = Please choose another data folder or the right file.
failure-damaged = The store cannot be read in full; its file is damaged. Nothing in it was changed.
    .remedy = Please restore the last backup and keep the damaged file.
failure-readonly = The data folder is read-only. Nothing was changed; your input stays in the window.
    .remedy = Please check the folder's permissions or choose another data folder.
failure-disk-full = There is no room left on the disk. The last saved state is safe; your input stays in the window.
    .remedy = Please make room. The next keystroke saves again.
failure-not-found = What was asked for does not exist here. Nothing was changed.
    .remedy = Please check the name or id; "artikel30 registers" and "artikel30 list" show what there is.
failure-ambiguous = The name fits several entries. Nothing was changed.
    .remedy = Please give the full name or the id.
failure-usage = The command could not be understood. Nothing was changed.
    .remedy = Please run "artikel30 --help" for all commands.
failure-about = { $message } Concerned: “{ $subject }”.
