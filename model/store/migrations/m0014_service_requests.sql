ALTER TABLE service_request ADD COLUMN waiting_since DATE;
ALTER TABLE service_request ADD COLUMN closed_on DATE;
