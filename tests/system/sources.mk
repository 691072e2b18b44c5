TESTS += \
	tests/system/action_links.py \
	tests/system/bad_input.py \
	tests/system/calendar_files.py \
	tests/system/configuration.py \
	tests/system/days.py \
	tests/system/imap_maildir.py \
	tests/system/imports.py \
	tests/system/injections.py \
	tests/system/journeys.py \
	tests/system/kill_daemon.py \
	tests/system/mails.py \
	tests/system/mail_queue.py \
	tests/system/receive_mail.py \
	tests/system/replanning.py \
	tests/system/simulations.py \
	tests/system/smtp_delivery.py \
	tests/system/smtp_login.py \
	tests/system/smtp_matrix.py
EXTRA_DIST += \
	tests/system/action_links.py \
	tests/system/bad_input.py \
	tests/system/calendar_files.py \
	tests/system/configuration.py \
	tests/system/daemon.py \
	tests/system/days.py \
	tests/system/imap_maildir.py \
	tests/system/imap_peers.py \
	tests/system/imports.py \
	tests/system/injections.py \
	tests/system/journeys.py \
	tests/system/kill_daemon.py \
	tests/system/linting.py \
	tests/system/mails.py \
	tests/system/mail_queue.py \
	tests/system/mail_samples.py \
	tests/system/receive_mail.py \
	tests/system/replanning.py \
	tests/system/simulations.py \
	tests/system/smtp_delivery.py \
	tests/system/smtp_login.py \
	tests/system/smtp_matrix.py \
	tests/system/smtp_relay.py \
	tests/data/mail/thunderbird-reply.eml
