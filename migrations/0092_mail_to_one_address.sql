-- How much was sent to one address lately: whoever gives somebody else's address cannot have them flooded.
CREATE INDEX mail_to ON mail (recipient, created_at);
